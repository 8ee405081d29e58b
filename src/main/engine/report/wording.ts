import type { Distinction } from '../../../contract/review.ts';
import type { ReportMessage } from '../../../language/report/report.ts';

/** Printed where the examiner left a field of the case form empty. */
export const UNSTATED = 'not stated';

/** What was computed and what the score is, paragraph by paragraph. */
export const METHOD = [
  'Every page was divided into lines and words. Words that the examiner excluded took no part, nor did those that the examiner took off a page; words that the examiner drew were cut and encoded as those that were found. Each word was cut from the original pixels, levelled and scaled to the input of the encoder named under “Software and integrity”, a neural network that returns two embeddings of a word: one for the hand that wrote it, one for its text. Embeddings are compared by their cosine, which is 1 for the same direction.',
  'The score of a comparison is the cosine of the mean writer embedding of the questioned words and that of the known words. Where the encoder brings a reference, the score is placed among scores of pairs of known origin with the same quantity of text: the share of same-writer pairs and the share of different-writer pairs that score the same or less. Longer texts score higher whoever wrote them; where there is more writing than the reference has pairs of, as many words as it has are drawn at random from each side, and the shares are means over such draws.',
  'Where the encoder brings a calibration, the comparison is also given as a likelihood ratio: how many times as probable its figures are if one proposition is true as if the other is. The figures are the cosine of both means after what the nearest writers of the reference population have in common is taken off, the writer cosine of words taken for the same text, and the number of such words and of all words; numbers above the largest that was calibrated count as that. They are fused by logistic regression and calibrated on pairs of known origin with as much text; every writer of the population weighs alike. No ratio leaves the empirical bounds (ELUB, Vergeer and others 2016) or exceeds by more than one the effective number of writers (Kish 1965), which is lower than their number where some count more than others and stands with the bounds where the calibration states it: with pairs by two writers for a ratio above 1, with pairs by one for the reciprocal of a ratio below 1. The interval is a bootstrap over writers; where an end lies on a bound it is given as that or more, or that or less.',
  'Pairs of words that the encoder takes for the same text are shown from the original pixels, for the reader to examine. They are few on purpose: of the many pairs looked at, hardly a wrong one is to pass, so most words that both sides share are not listed. They are chosen by how surely they are the same text, not by how alike the hands are (with a search, among the pairs whose hands are nearest), and do not enter the score.',
] as const satisfies readonly ReportMessage[];

/** What the score is not, and where the method ends. */
export const LIMITS = [
  'The score is not a probability and not a likelihood ratio, and expresses no opinion on who wrote the questioned writing: that is for the examiner, on all the material and under stated alternative propositions. Scores of different encoders cannot be compared.',
  'Percentiles describe the reference population named with them. Other languages, instruments, scanners or quantities of text may give other distributions. Fewer words make a score less certain. No claim is made for disguised or simulated writing. Finding lines and words is automatic and may err; the boxes used are listed in the JSON file beside this report.',
] as const satisfies readonly ReportMessage[];

/** The same of signatures, where a report has comparisons of them. */
export const SIGNATURE_METHOD =
  'Signatures that the examiner marked were cut from the original pixels and fitted into the input of the signature model named under “Software and integrity”, a neural network that returns a sequence of vectors along the signature. Two sequences are aligned step by step; their likeness is the mean cosine along the best alignment. The score of a questioned signature is its mean and its greatest likeness with the references, less the same of each reference with the others, so that it counts how much the signatures of that writer vary. Where the model has a calibration, the score is also given as a likelihood ratio of a genuine signature against a simulation, calibrated on signatures of known origin with about as many references; bounds and interval are those of the ratio of writing, over signers. None is given for a questioned signature that is more like a reference than 999 of 1,000 pairs of genuine signatures are like each other, since it is probably a copy.';
export const SIGNATURE_LIMITS =
  'A comparison of signatures considers form alone, as the image shows it. It does not consider line quality, pressure, speed, fluency, pen lifts or ink, and does not tell a tracing or a mechanical copy: that is for the examiner, on the original. Its ratio holds against simulations such as those of the population; it says nothing of simulations of greater skill, of signatures written in disguise or in illness, of references many years older or younger, of initials, of scripts other than those of the population, or of somebody who had not seen the signature. Size is not compared.';

export const SEARCH_CAUTION =
  'Investigative, not evidence. A search ranks the writers of this case by nearness and always has a first, whether or not the writer of the questioned writing is among them. A rank says where to look next; it is no measure of support for either proposition.';

/** What the distinction of author and reviewer rests on. */
export const DISTINCTIONS = {
  logins: 'Author and reviewer are told apart by their logins, each with a password of its own.',
  accounts:
    'Author and reviewer are told apart by the accounts that they used Chirograph from. That these are the persons named rests on who may use the accounts.',
  names:
    'Author and reviewer are told apart by the names that they typed, and by nothing else: both used one account, or it is not known which.',
} as const satisfies Readonly<Record<Distinction, ReportMessage>>;

/** Terms of a report, for whoever is no examiner. */
export const GLOSSARY = [
  ['Questioned', 'Of writing: whose writer is in question.'],
  ['Known', 'Of writing: whose writer is taken as known; specimens to compare with.'],
  ['Item', 'What was examined, with its label: Q for questioned, K for known, U for not sorted.'],
  [
    'Proposition',
    'One of two statements that cannot both be true, such as that one person or that two wrote.',
  ],
  [
    'Likelihood ratio (LR)',
    'How many times as probable the findings are if the first proposition is true as if the second is. It says how far the findings should move one’s opinion, not what is probable: that also depends on everything else that is known.',
  ],
  [
    'log10 LR',
    'The same as a power of ten: 0 is a ratio of 1, which supports neither side; 1 is 10; 2 is 100; −1 is one tenth, which supports the second proposition.',
  ],
  ['Reference population', 'Writing of known origin that a result is measured against.'],
  ['Score', 'How alike two texts are by the computation, from −1 to 1. By itself it is no evidence.'],
  [
    'Interval',
    'Between these ends the ratio would lie in 95 of 100 cases if other writers of the same kind had been taken for the population.',
  ],
  [
    'Bounds',
    'No ratio beyond these is given, since the population has too few writers to support one, however alike or unlike two texts are.',
  ],
  ['Cllr', 'What wrong or weak ratios cost on average: 0 if all were perfect, 1 if none said anything.'],
  [
    'Misleading',
    'Of a ratio: for pairs whose origin is known, one that supports the proposition that is false.',
  ],
  ['SHA-256', 'A number computed from a file. If one bit of the file changes, so does the number.'],
  ['Journal', 'The record of everything done in the case, each entry sealed by the one after it.'],
] as const satisfies readonly (readonly [term: ReportMessage, text: ReportMessage])[];

/** Terms of comparisons of signatures. */
export const SIGNATURE_GLOSSARY = [
  ['Reference signature', 'A signature of the known writer that a questioned one is compared with.'],
  ['Simulation', 'A signature written by somebody else after that of the person named.'],
  [
    'Likeness',
    'How alike the forms of two signatures are by the computation, 1 for the same. By itself it is no evidence.',
  ],
] as const satisfies readonly (readonly [term: ReportMessage, text: ReportMessage])[];
