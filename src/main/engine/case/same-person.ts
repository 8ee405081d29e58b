import type { Examiner } from '../../../contract/case.ts';

/** What of an identity tells one person from another; a role or initials can be changed, and make nobody another. */
export function personName({ name }: Pick<Examiner, 'name'>): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** Whether two identities bear one name. */
export function isSamePerson(one: Pick<Examiner, 'name'>, other: Pick<Examiner, 'name'>): boolean {
  return personName(one) === personName(other);
}
