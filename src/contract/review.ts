import * as v from 'valibot';
import { Examiner } from './case.ts';
import { Count, Id, Sha256, Timestamp } from './schema.ts';

/**
 * What a second examiner answers of a report before it is finalised, after what ISO 21043-4 and -5 ask of the review of
 * a case file. The list is fixed: a new item takes its place at the end.
 */
export const REVIEW_ITEMS = {
  request:
    'The questions put to the laboratory are stated, and the propositions answer them and are alternatives.',
  items: 'All items received are listed, with their condition and with what was left unexamined, and why.',
  suitability: 'The writing is clear enough, enough in quantity and comparable for what was done with it.',
  words: 'The words found were checked; what was corrected, excluded or given to another hand is justified.',
  method: 'The method was validated for writing like this, and was applied as it is described.',
  bias: 'What the examiner was told is stated, and what did not bear on the question had no part in the result.',
  results: 'The results are complete, and verifying the case finds no difference.',
  interpretation:
    'Population, band, bounds and interval of each likelihood ratio fit the case, and both propositions were weighed.',
  opinion:
    'The opinion follows from the results, is no stronger than they are, and nothing in it is absolute.',
  limits: 'The limits of the method, of the material and of the conclusion are stated.',
  records: 'Another examiner could follow from the record what was done, when and by whom.',
  report: 'Names, dates, labels and figures are right, and whoever the report is for can understand it.',
} as const;
export type ReviewItem = keyof typeof REVIEW_ITEMS;

const ITEMS = Object.keys(REVIEW_ITEMS) as ReviewItem[];

export const ReviewAnswer = v.pipe(
  v.object({
    item: v.picklist(ITEMS),
    answer: v.picklist(['yes', 'no', 'not-applicable']),
    comment: v.pipe(v.string(), v.trim(), v.maxLength(4000)),
  }),
  v.check(
    ({ answer, comment }) => answer !== 'no' || comment !== '',
    'a no needs a comment: say what is amiss',
  ),
);
export type ReviewAnswer = v.InferOutput<typeof ReviewAnswer>;

/** One answer for each item, in the order of the list. */
export const ReviewAnswers = v.pipe(
  v.array(ReviewAnswer),
  v.check(
    (answers) => answers.length === ITEMS.length && answers.every(({ item }, at) => item === ITEMS[at]),
    'every item of the list needs one answer, in its order',
  ),
);

/**
 * What two people are told apart by: both logged in, each with an own password; they used Chirograph from different
 * accounts, of one computer or of two; or the names that were typed, and nothing else.
 */
export const Distinction = v.picklist(['logins', 'accounts', 'names']);
export type Distinction = v.InferOutput<typeof Distinction>;

/** What another examiner than the author answered of a draft, and when. */
export const TechnicalReview = v.object({
  id: Id,
  at: Timestamp,
  reviewer: Examiner,
  /** The draft that was looked at, and what it says: see the report's `substanceSha256`. */
  draft: v.object({
    report: Id,
    contentSha256: Sha256,
    substanceSha256: Sha256,
    /** Of the PDF that was read. Left out, as the next two are, by earlier versions. */
    pdfSha256: v.optional(Sha256),
    /** The program that the draft was written by. */
    software: v.optional(v.string()),
  }),
  /** What author and reviewer are told apart by. */
  distinction: v.optional(Distinction),
  answers: ReviewAnswers,
});
export type TechnicalReview = v.InferOutput<typeof TechnicalReview>;

/** A signed review whose file is not there as it was signed. */
export const MissingReview = v.object({
  id: Id,
  at: Timestamp,
  /** Name of the reviewer. */
  by: v.string(),
  objections: Count,
  /** When it was recorded as lost, and by whom; null while it was not. */
  lost: v.nullable(v.object({ at: Timestamp, by: v.string() })),
});
export type MissingReview = v.InferOutput<typeof MissingReview>;

/** The answers that say that something is amiss. */
export const objectionsIn = ({ answers }: Pick<TechnicalReview, 'answers'>): readonly ReviewAnswer[] =>
  answers.filter(({ answer }) => answer === 'no');
