import type { Catalogue } from './catalogue.ts';
import { speaker } from './speaker.ts';

/** The words in figures that are drawn. */
export const plotMessages = {
  cosine: { de: 'Kosinus', zh: '余弦' },
  '{number} %': { de: '{number} %', zh: '{number}%' },
  'this comparison, {value}': { de: 'dieser Vergleich, {value}', zh: '本次比对，{value}' },
  'across: {across} of all squared distances; upwards: {upwards}; not shown: {rest}': {
    de: 'waagerecht: {across} aller quadrierten Abstände; senkrecht: {upwards}; nicht gezeigt: {rest}',
    zh: '横向：占全部平方距离的 {across}；纵向：{upwards}；未显示：{rest}',
  },
  'agrees {agrees}, differs {differs}: cosine {cosine}': {
    de: 'stimmt überein {agrees}, weicht ab {differs}: Kosinus {cosine}',
    zh: '相符 {agrees}，相异 {differs}：余弦 {cosine}',
  },
  'agrees: adds to the cosine': {
    de: 'stimmt überein: erhöht den Kosinus',
    zh: '相符：增大余弦',
  },
  'differs: takes from it': { de: 'weicht ab: verringert ihn', zh: '相异：减小余弦' },
  'What the model used, not what an examiner would.': {
    de: 'Was das Modell verwendet hat, nicht, was eine sachverständige Person verwenden würde.',
    zh: '模型所用的依据，而非鉴定人会采用的依据。',
  },
} as const satisfies Catalogue;

/** Says what stands in a figure. */
export const plotSay = speaker(plotMessages);
