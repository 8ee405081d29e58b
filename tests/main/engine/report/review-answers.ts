import { REVIEW_ITEMS, type ReviewAnswer, type ReviewItem } from '../../../../src/contract/review.ts';

/** A review that has nothing to object. */
export const approval: ReviewAnswer[] = (Object.keys(REVIEW_ITEMS) as ReviewItem[]).map((item) => ({
  item,
  answer: 'yes',
  comment: '',
}));

/** A review that objects to one item. */
export const objecting = (to: ReviewItem, comment: string): ReviewAnswer[] =>
  approval.map((each) => (each.item === to ? { ...each, answer: 'no', comment } : each));
