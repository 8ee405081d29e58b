import type { Catalogue } from './catalogue.ts';
import { speaker } from './speaker.ts';

/** The words in figures that are drawn, and of those that cannot be. */
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
  'log10 prior odds': { de: 'log10 der A-priori-Quote', zh: 'log10 先验比' },
  'cross-entropy in bits': { de: 'Kreuzentropie in Bit', zh: '交叉熵（比特）' },
  'as measured': { de: 'wie gemessen', zh: '实测' },
  'best calibrated': { de: 'bestmöglich kalibriert', zh: '最佳校准' },
  'without evidence': { de: 'ohne Befund', zh: '无证据' },
  'pairs by two writers taken for one': {
    de: 'Paare von zwei Schreibern, für einen gehalten',
    zh: '不同书写人的配对被视为同一人',
  },
  'pairs by one writer taken for two': {
    de: 'Paare von einem Schreiber, für zwei gehalten',
    zh: '同一书写人的配对被视为不同人',
  },
  'both rates equal': { de: 'beide Raten gleich', zh: '两率相等' },
  'log10 LR as given': { de: 'log10 LR wie angegeben', zh: '给出的 log10 LR' },
  'log10 LR best calibrated': { de: 'log10 LR bestmöglich kalibriert', zh: '最佳校准的 log10 LR' },
  'well calibrated': { de: 'gut kalibriert', zh: '校准良好' },
  'What the model used, not what an examiner would.': {
    de: 'Was das Modell verwendet hat, nicht, was eine sachverständige Person verwenden würde.',
    zh: '模型所用的依据，而非鉴定人会采用的依据。',
  },
  'Cosines of {hands, number} hands, each with each other. Nearest: {one} and {other}, {cosine}. Farthest: {first} and {second}, {least}.':
    {
      de: 'Kosinus von {hands, number} Schreiberhänden, jede mit jeder. Am nächsten: {one} und {other}, {cosine}. Am fernsten: {first} und {second}, {least}.',
      zh: '{hands, number} 个笔迹两两之间的余弦。最近：{one} 与 {other}，{cosine}。最远：{first} 与 {second}，{least}。',
    },

  '{chart}: not drawn, since {reason}': {
    de: '{chart}: nicht gezeichnet; {reason}',
    zh: '{chart}：未绘制，{reason}',
  },
  '{chart}, {of}: not drawn, since {reason}': {
    de: '{chart}, {of}: nicht gezeichnet; {reason}',
    zh: '{chart}（{of}）：未绘制，{reason}',
  },
  'Scores of pairs of known origin': {
    de: 'Scores von Paaren bekannter Herkunft',
    zh: '已知来源配对的分数图',
  },
  'Grid of pairs': { de: 'Raster der Wortpaare', zh: '字词配对图' },
  'Matrix of hands': { de: 'Matrix der Schreiberhände', zh: '笔迹矩阵' },
  'Map of hands': { de: 'Karte der Schreiberhände', zh: '笔迹分布图' },
  'Letter chart of “{name}”': { de: 'Buchstabentafel „{name}“', zh: '字母“{name}”对照图' },
  'the model has no reference population that reaches so little writing.': {
    de: 'das Modell hat keine Referenzpopulation, die zu so wenig Schrift reicht.',
    zh: '模型没有适用于如此少量文字的参考总体。',
  },
  'no words of this comparison were taken for the same text.': {
    de: 'keine Wörter dieses Vergleichs wurden für denselben Text gehalten.',
    zh: '本次比对中没有被视为同一文字的字词。',
  },
  'two items with words in use are needed.': {
    de: 'es braucht zwei Schriftstücke mit verwendeten Wörtern.',
    zh: '需要两份有在用字词的材料。',
  },
  'three hands with words in use are needed, questioned items or known writers.': {
    de: 'es braucht drei Schreiberhände mit verwendeten Wörtern, fragliche Schriftstücke oder Vergleichsschreiber.',
    zh: '需要三个有在用字词的笔迹（检材或样本书写人）。',
  },
  'no letter of this name is marked.': {
    de: 'kein Buchstabe dieses Namens ist markiert.',
    zh: '没有标记该名称的字母。',
  },
  'no model can be used.': { de: 'kein Modell ist verwendbar.', zh: '没有可用的模型。' },
  'not every word in use could be encoded.': {
    de: 'nicht jedes verwendete Wort ließ sich kodieren.',
    zh: '在用字词未能全部编码。',
  },
} as const satisfies Catalogue;

/** Says what stands in a figure, or why there is none. */
export const plotSay = speaker(plotMessages);
