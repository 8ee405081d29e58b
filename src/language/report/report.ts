import type { MessageOf, Values } from '../catalogue.ts';
import type { Language } from '../language.ts';
import { places } from '../told/places.ts';
import { speaker } from '../speaker.ts';
import { cautions } from './cautions.ts';
import { charts } from './charts.ts';
import { findings } from './findings.ts';
import { frame } from './frame.ts';
import { glossary } from './glossary.ts';
import { items } from './items.ts';
import { likelihoodRatio } from './likelihood-ratio.ts';
import { method } from './method.ts';
import { problems } from './problems.ts';
import { reasons } from './reasons.ts';
import { record } from './record.ts';
import { results } from './results.ts';
import { review } from './review.ts';
import { signatures } from './signatures.ts';
import { unmasking } from './unmasking.ts';

/** Every message of a report, by area; none stands in two. */
export const reportAreas = {
  frame,
  items,
  places,
  method,
  glossary,
  findings,
  results,
  likelihoodRatio,
  signatures,
  reasons,
  problems,
  cautions,
  review,
  record,
  unmasking,
  charts,
} as const;

/** What a report says. */
export const reportMessages = {
  ...frame,
  ...items,
  ...places,
  ...method,
  ...glossary,
  ...findings,
  ...results,
  ...likelihoodRatio,
  ...signatures,
  ...reasons,
  ...problems,
  ...cautions,
  ...review,
  ...record,
  ...unmasking,
  ...charts,
};
export type ReportMessage = MessageOf<typeof reportMessages>;

/** Says a message of a report in a language. */
export const reportText = speaker(reportMessages);

/** The same in one language. */
export type ReportSpeaker = <M extends ReportMessage>(message: M, ...values: Values<M>) => string;

export const reportSpeaker =
  (language: Language): ReportSpeaker =>
  (message, ...values) =>
    reportText(language, message, ...values);
