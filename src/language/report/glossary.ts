import type { Catalogue } from '../catalogue.ts';

/** Terms of a report and what they mean, for whoever is no examiner. */
export const glossary = {
  Bounds: { de: 'Grenzen', zh: '界限' },
  Glossary: { de: 'Glossar', zh: '术语表' },
  'Of writing: whose writer is in question.': {
    de: 'Schrift, deren Schreiber in Frage steht.',
    zh: '书写人有待查明的书写材料。',
  },
  'Of writing: whose writer is taken as known; specimens to compare with.': {
    de: 'Schrift, deren Schreiber als bekannt gilt; Schriftproben, mit denen verglichen wird.',
    zh: '书写人被认为已知的书写材料，用作比对。',
  },
  'What was examined, with its label: Q for questioned, K for known, U for not sorted.': {
    de: 'Was untersucht wurde, mit seiner Kennzeichnung: Q für fragliche Schrift, K für Vergleichsschrift, U für nicht zugeordnet.',
    zh: '被检验的对象及其编号：Q为检材，K为样本，U为未归类。',
  },
  Proposition: { de: 'Hypothese', zh: '假设' },
  'One of two statements that cannot both be true, such as that one person or that two wrote.': {
    de: 'Eine von zwei Aussagen, die nicht beide wahr sein können, etwa dass eine Person oder dass zwei geschrieben haben.',
    zh: '两个不能同时为真的陈述之一，例如由一人书写，或由两人书写。',
  },
  'Likelihood ratio (LR)': { de: 'Likelihood-Quotient (LR)', zh: '似然比（LR）' },
  'How many times as probable the findings are if the first proposition is true as if the second is. It says how far the findings should move one’s opinion, not what is probable: that also depends on everything else that is known.':
    {
      de: 'Wievielmal so wahrscheinlich die Befunde sind, wenn die erste Hypothese zutrifft, wie wenn die zweite zutrifft. Er sagt, wie weit die Befunde die eigene Überzeugung verschieben sollten, nicht, was wahrscheinlich ist: Das hängt auch von allem anderen ab, was bekannt ist.',
      zh: '第一假设为真时，检验所见出现的概率是第二假设为真时的多少倍。它说明检验所见应在多大程度上改变人的判断，而不说明哪一假设成立的概率有多大：后者还取决于已知的其他一切情况。',
    },
  'log10 LR': { de: 'log10 LR', zh: 'log10 LR' },
  'The same as a power of ten: 0 is a ratio of 1, which supports neither side; 1 is 10; 2 is 100; −1 is one tenth, which supports the second proposition.':
    {
      de: 'Dasselbe als Zehnerpotenz: 0 ist ein Quotient von 1, der keine der Hypothesen stützt; 1 ist 10; 2 ist 100; −1 ist ein Zehntel, das die zweite Hypothese stützt.',
      zh: '同一数值以10的幂表示：0表示似然比为1，不支持任何一方；1表示10；2表示100；−1表示十分之一，支持第二假设。',
    },
  'Reference population': { de: 'Referenzpopulation', zh: '参考总体' },
  'Writing of known origin that a result is measured against.': {
    de: 'Schrift bekannter Herkunft, an der ein Ergebnis gemessen wird.',
    zh: '来源已知的书写材料，作为衡量结果的参照。',
  },
  'How alike two texts are by the computation, from −1 to 1. By itself it is no evidence.': {
    de: 'Wie ähnlich zwei Texte nach der Berechnung sind, von −1 bis 1. Für sich allein hat er keinen Beweiswert.',
    zh: '按计算得出的两份文字的相似程度，从−1到1。其本身不是证据。',
  },
  Interval: { de: 'Intervall', zh: '区间' },
  'Between these ends the ratio would lie in 95 of 100 cases if other writers of the same kind had been taken for the population.':
    {
      de: 'Zwischen diesen Enden läge der Quotient in 95 von 100 Fällen, wenn andere Schreiber derselben Art für die Population genommen worden wären.',
      zh: '假如选取同类的其他书写人组成总体，100次中有95次似然比会落在这两个端点之间。',
    },
  'No ratio beyond these is given, since the population has too few writers to support one, however alike or unlike two texts are.':
    {
      de: 'Kein Quotient wird jenseits von ihnen angegeben, da die Population zu wenige Schreiber hat, um einen zu tragen, wie ähnlich oder unähnlich zwei Texte auch sind.',
      zh: '不给出超出界限的似然比，因为无论两份文字多么相似或不相似，该总体的书写人都太少，不足以支持这样的数值。',
    },
  Cllr: { de: 'Cllr', zh: 'Cllr' },
  'What wrong or weak ratios cost on average: 0 if all were perfect, 1 if none said anything.': {
    de: 'Was falsche oder schwache Quotienten im Mittel kosten: 0, wenn alle vollkommen wären, 1, wenn keiner etwas aussagte.',
    zh: '错误或无力的似然比平均所付的代价：全部完美时为0，全都不提供任何信息时为1。',
  },
  Misleading: { de: 'Irreführend', zh: '误导' },
  'Of a ratio: for pairs whose origin is known, one that supports the proposition that is false.': {
    de: 'Von einem Quotienten: Er stützt bei Paaren bekannter Herkunft die Hypothese, die falsch ist.',
    zh: '指来源已知的配对中，似然比支持了不真实的假设。',
  },
  'SHA-256': { de: 'SHA-256', zh: 'SHA-256' },
  'A number computed from a file. If one bit of the file changes, so does the number.': {
    de: 'Eine Zahl, die aus einer Datei berechnet wird. Ändert sich ein Bit der Datei, so ändert sich auch die Zahl.',
    zh: '由文件计算得出的数值。文件哪怕只改变一个比特，该数值也会改变。',
  },
  'The record of everything done in the case, each entry sealed by the one after it.': {
    de: 'Die Aufzeichnung von allem, was in dem Fall getan wurde; jeder Eintrag ist durch den nächsten versiegelt.',
    zh: '本案中一切操作的记录，每条记录由其后一条加以封存。',
  },
} as const satisfies Catalogue;
