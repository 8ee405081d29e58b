import { expect, it } from 'vitest';
import { isOfEveryCase } from '../../src/contract/models.ts';

it('cases compare signatures with the model that comes with the program, and no other', () => {
  expect(isOfEveryCase({ task: 'signature', origin: 'shipped' })).toBe(true);
  expect(isOfEveryCase({ task: 'signature', origin: 'own' })).toBe(false);
  expect(isOfEveryCase({ task: 'word', origin: 'shipped' })).toBe(false);
});
