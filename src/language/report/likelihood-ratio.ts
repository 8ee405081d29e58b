import type { Catalogue } from '../catalogue.ts';

/** What a report says of likelihood ratios, and why there is none. */
export const likelihoodRatio = {
  'First proposition': { de: 'Erste Hypothese', zh: '第一假设' },
  'Second proposition': { de: 'Zweite Hypothese', zh: '第二假设' },
  'Likelihood ratio': { de: 'Likelihood-Quotient', zh: '似然比' },
  'none:': { de: 'keiner:', zh: '无：' },
  'log10 LR {ratio}': { de: 'log10 LR {ratio}', zh: 'log10 LR {ratio}' },
  '{interval}; {words}.': { de: '{interval}; {words}.', zh: '{interval}；{words}。' },
  Scale: { de: 'Skala', zh: '量表' },
  '{name}: {steps}.': { de: '{name}: {steps}.', zh: '{name}：{steps}。' },
  'from {from, number} {words}': { de: 'ab {from, number} {words}', zh: '自{from, number}起为{words}' },
  Population: { de: 'Population', zh: '参考总体' },
  '{name} ({datasets}): {same, plural, one {# writer} other {# writers}} with pairs by one, {different, plural, one {# writer} other {# writers}} with pairs by two; {band}; {method}.':
    {
      de: '{name} ({datasets}): {same, plural, one {# Schreiber} other {# Schreiber}} mit Paaren von einem, {different, plural, one {# Schreiber} other {# Schreiber}} mit Paaren von zwei Schreibern; {band}; {method}.',
      zh: '{name}（{datasets}）：参与同一书写人配对的书写人{same, number}名，参与不同书写人配对的{different, number}名；{band}；{method}。',
    },
  logistic: { de: 'logistische Regression', zh: '逻辑回归' },
  'bi-gaussianised': { de: 'bi-gaußsch', zh: '双高斯化' },
  kde: { de: 'Kerndichteschätzung', zh: '核密度估计' },
  pav: { de: 'PAV (isotone Regression)', zh: 'PAV（保序回归）' },
  'Bounds of log10 LR': { de: 'Grenzen von log10 LR', zh: 'log10 LR的界限' },
  '{lower} to {upper}': { de: '{lower} bis {upper}', zh: '{lower}至{upper}' },
  'ELUB {elub}; by the number of writers {range}.': {
    de: 'ELUB {elub}; nach der Anzahl der Schreiber {range}.',
    zh: 'ELUB {elub}；按书写人数{range}。',
  },
  'ELUB {elub}; by the effective number of writers, {same} with pairs by one and {different} with pairs by two, {range}.':
    {
      de: 'ELUB {elub}; nach der effektiven Anzahl der Schreiber, {same} mit Paaren von einem und {different} mit Paaren von zwei Schreibern, {range}.',
      zh: 'ELUB {elub}；按有效书写人数（参与同一书写人配对的{same}名，参与不同书写人配对的{different}名）{range}。',
    },
  'The ratio was held at the upper bound.': {
    de: 'Der Quotient wurde an der oberen Grenze festgehalten.',
    zh: '该似然比止于上限。',
  },
  'The ratio was held at the lower bound.': {
    de: 'Der Quotient wurde an der unteren Grenze festgehalten.',
    zh: '该似然比止于下限。',
  },
  'Error rates of such ratios': { de: 'Fehlerraten solcher Quotienten', zh: '此类似然比的错误率' },
  'Cllr {cllr}, of which {least} is what perfect calibration would leave (0 perfect, 1 no information), on {same, plural, one {# pair} other {# pairs}} by one writer and {different, plural, one {# pair} other {# pairs}} by two, each scored by what was fitted without its writers.':
    {
      de: 'Cllr {cllr}, wovon {least} bei vollkommener Kalibrierung bliebe (0 vollkommen, 1 keine Information), an {same, plural, one {# Paar} other {# Paaren}} von einem und {different, plural, one {# Paar} other {# Paaren}} von zwei Schreibern, jedes bewertet durch das, was ohne seine Schreiber angepasst wurde.',
      zh: 'Cllr {cllr}，其中{least}为完美校准时仍会剩余的部分（0为完美，1为无信息），依据{same, number}对同一书写人配对和{different, number}对不同书写人配对，每对均以未使用其书写人所拟合的结果评分。',
    },
  'The calibration does not hold rates of misleading evidence.': {
    de: 'Die Kalibrierung enthält keine Raten irreführender Quotienten.',
    zh: '校准数据不含误导性证据的比率。',
  },
  'Misleading: {same} of the pairs by one writer had a ratio below 1, {different} of those by two one above 1.':
    {
      de: 'Irreführend: {same} der Paare von einem Schreiber hatten einen Quotienten unter 1, {different} derer von zwei Schreibern einen über 1.',
      zh: '误导性：同一书写人的配对中{same}的似然比小于1，不同书写人的配对中{different}的似然比大于1。',
    },
  'Of pairs of known origin {same} by one writer and {different} by two have as much as this result or more, seen in steps of 0.05.':
    {
      de: 'Von Paaren bekannter Herkunft haben {same} derer von einem und {different} derer von zwei Schreibern so viel wie dieses Ergebnis oder mehr, in Schritten von 0,05 betrachtet.',
      zh: '来源已知的配对中，同一书写人的有{same}、不同书写人的有{different}达到或超过本结果，以0.05为步长考察。',
    },
  'Tippett plot of {band}.': { de: 'Tippett-Diagramm, Textumfang: {band}.', zh: '{band}的Tippett图。' },
  'Tippett plot of {band} on the shorter side: for each log10 LR, the share of pairs of known origin that have as much or more.':
    {
      de: 'Tippett-Diagramm, Textumfang des kürzeren Textes: {band}. Zu jedem log10 LR der Anteil der Paare bekannter Herkunft, die so viel oder mehr haben.',
      zh: '较短一侧为{band}的Tippett图：对每一log10 LR值，来源已知的配对中达到或超过该值的比例。',
    },
  'Grey: the 95 % interval of this result.': {
    de: 'Grau: das 95-%-Intervall dieses Ergebnisses.',
    zh: '灰色：本结果的95%区间。',
  },
  'pairs by one writer': { de: 'Paare von einem Schreiber', zh: '同一书写人的配对' },
  'pairs by two writers': { de: 'Paare von zwei Schreibern', zh: '不同书写人的配对' },
  'genuine signatures': { de: 'echte Unterschriften', zh: '真实签名' },
  simulations: { de: 'Nachahmungen', zh: '摹仿签名' },
  'this result, {value}': { de: 'dieses Ergebnis, {value}', zh: '本结果，{value}' },

  'more than {share} %': { de: 'mehr als {share} %', zh: '超过{share}%' },
  'less than {share} %': { de: 'weniger als {share} %', zh: '不到{share}%' },
  '{share} %': { de: '{share} %', zh: '{share}%' },
  'no interval: its calibration has too few replicates': {
    de: 'kein Intervall: die Kalibrierung hat zu wenige Wiederholungen',
    zh: '无区间：其校准的重复次数过少',
  },
  '{bound} or more': { de: '{bound} oder mehr', zh: '{bound}或以上' },
  '{bound} or less': { de: '{bound} oder weniger', zh: '{bound}或以下' },
  '95 % interval over writers: {end} throughout': {
    de: '95-%-Intervall über Schreiber: durchweg {end}',
    zh: '按书写人的95%区间：始终为{end}',
  },
  '95 % interval over writers {low} to {high}': {
    de: '95-%-Intervall über Schreiber {low} bis {high}',
    zh: '按书写人的95%区间{low}至{high}',
  },

  '95 % interval over signers: {end} throughout': {
    de: '95-%-Intervall über Unterzeichner: durchweg {end}',
    zh: '按签名人的95%区间：始终为{end}',
  },
  '95 % interval over signers {low} to {high}': {
    de: '95-%-Intervall über Unterzeichner {low} bis {high}',
    zh: '按签名人的95%区间{low}至{high}',
  },

  'ENFSI guideline 2015': { de: 'ENFSI-Leitlinie 2015', zh: 'ENFSI指南2015' },
  'no support': { de: 'keine Unterstützung', zh: '无支持' },
  'weak support': { de: 'schwache Unterstützung', zh: '弱支持' },
  'moderate support': { de: 'mäßige Unterstützung', zh: '中等支持' },
  'moderately strong support': { de: 'mäßig starke Unterstützung', zh: '较强支持' },
  'strong support': { de: 'starke Unterstützung', zh: '强支持' },
  'very strong support': { de: 'sehr starke Unterstützung', zh: '很强支持' },
  'extremely strong support': { de: 'äußerst starke Unterstützung', zh: '极强支持' },
  '{words} for or against this writer': {
    de: '{words} für oder gegen diesen Schreiber',
    zh: '支持或反对此书写人：{words}',
  },
  '{words} for this writer': { de: '{words} für diesen Schreiber', zh: '支持此书写人：{words}' },
  '{words} against this writer': { de: '{words} gegen diesen Schreiber', zh: '反对此书写人：{words}' },
  '{words} for either proposition': {
    de: '{words} für die eine wie für die andere Hypothese',
    zh: '对任一假设均为{words}',
  },
  '{words} for the first proposition rather than the second': {
    de: '{words} für die erste Hypothese gegenüber der zweiten',
    zh: '相对于第二假设，对第一假设为{words}',
  },
  '{words} for the second proposition rather than the first': {
    de: '{words} für die zweite Hypothese gegenüber der ersten',
    zh: '相对于第一假设，对第二假设为{words}',
  },

  '{least} words or more': { de: '{least} Wörter oder mehr', zh: '{least}个字词或以上' },
  '{least} to {most} words': { de: '{least} bis {most} Wörter', zh: '{least}至{most}个字词' },
  'First proposition: {first}': { de: 'Erste Hypothese: {first}', zh: '第一假设：{first}' },
  'Second proposition: {second}': { de: 'Zweite Hypothese: {second}', zh: '第二假设：{second}' },
  'The figures of this comparison are about {times} times as probable if the first proposition is true as if the second is (log10 LR {ratio}, {interval}).':
    {
      de: 'Die Kennwerte dieses Vergleichs sind etwa {times}-mal so wahrscheinlich, wenn die erste Hypothese zutrifft, wie wenn die zweite zutrifft (log10 LR {ratio}, {interval}).',
      zh: '第一假设为真时，本次比对各项数值出现的概率约为第二假设为真时的{times}倍（log10 LR {ratio}，{interval}）。',
    },
  'The figures of this comparison are about {times} times as probable if the second proposition is true as if the first is (log10 LR {ratio}, {interval}).':
    {
      de: 'Die Kennwerte dieses Vergleichs sind etwa {times}-mal so wahrscheinlich, wenn die zweite Hypothese zutrifft, wie wenn die erste zutrifft (log10 LR {ratio}, {interval}).',
      zh: '第二假设为真时，本次比对各项数值出现的概率约为第一假设为真时的{times}倍（log10 LR {ratio}，{interval}）。',
    },
  'The figures of this comparison are about {times} times as probable if the first proposition is true as if the second is.':
    {
      de: 'Die Kennwerte dieses Vergleichs sind etwa {times}-mal so wahrscheinlich, wenn die erste Hypothese zutrifft, wie wenn die zweite zutrifft.',
      zh: '第一假设为真时，本次比对各项数值出现的概率约为第二假设为真时的{times}倍。',
    },
  'The figures of this comparison are about {times} times as probable if the second proposition is true as if the first is.':
    {
      de: 'Die Kennwerte dieses Vergleichs sind etwa {times}-mal so wahrscheinlich, wenn die zweite Hypothese zutrifft, wie wenn die erste zutrifft.',
      zh: '第二假设为真时，本次比对各项数值出现的概率约为第一假设为真时的{times}倍。',
    },
  'On the scale "{name}" ({steps}; reciprocals for the second proposition) that is {words}.': {
    de: 'Nach der Skala „{name}“ ({steps}; Kehrwerte für die zweite Hypothese) ist das: {words}.',
    zh: '按量表“{name}”（{steps}；倒数用于第二假设），即为：{words}。',
  },
  'Calibrated on "{population}", texts of {band} on the shorter side, {same} writers with pairs by one and {different} with pairs by two; no value outside {limits} is given on so few writers.':
    {
      de: 'Kalibriert an „{population}“, Textumfang des kürzeren Textes: {band}, {same} Schreiber mit Paaren von einem und {different} mit Paaren von zwei Schreibern; außerhalb von {limits} wird bei so wenigen Schreibern kein Wert angegeben.',
      zh: '在“{population}”上校准，较短一侧为{band}，参与同一书写人配对的书写人{same}名，参与不同书写人配对的{different}名；书写人如此之少，不给出{limits}以外的数值。',
    },
  'Calibrated on "{population}", texts of {band} on the shorter side, {same} writers with pairs by one and {different} with pairs by two; no value outside {limits} is given on so few writers, and this one was held at the lower of them.':
    {
      de: 'Kalibriert an „{population}“, Textumfang des kürzeren Textes: {band}, {same} Schreiber mit Paaren von einem und {different} mit Paaren von zwei Schreibern; außerhalb von {limits} wird bei so wenigen Schreibern kein Wert angegeben, und dieser wurde am unteren davon festgehalten.',
      zh: '在“{population}”上校准，较短一侧为{band}，参与同一书写人配对的书写人{same}名，参与不同书写人配对的{different}名；书写人如此之少，不给出{limits}以外的数值，本数值止于其下限。',
    },
  'Calibrated on "{population}", texts of {band} on the shorter side, {same} writers with pairs by one and {different} with pairs by two; no value outside {limits} is given on so few writers, and this one was held at the upper of them.':
    {
      de: 'Kalibriert an „{population}“, Textumfang des kürzeren Textes: {band}, {same} Schreiber mit Paaren von einem und {different} mit Paaren von zwei Schreibern; außerhalb von {limits} wird bei so wenigen Schreibern kein Wert angegeben, und dieser wurde am oberen davon festgehalten.',
      zh: '在“{population}”上校准，较短一侧为{band}，参与同一书写人配对的书写人{same}名，参与不同书写人配对的{different}名；书写人如此之少，不给出{limits}以外的数值，本数值止于其上限。',
    },
  'So few words may be a signature. The reference population holds neither signatures nor simulated writing, and a simulation may get the ratio of a genuine signature: of a signature this ratio says nothing. A signature is to be marked as one and compared with signatures.':
    {
      de: 'So wenige Wörter können eine Unterschrift sein. Die Referenzpopulation enthält weder Unterschriften noch nachgeahmte Schrift, und eine Nachahmung kann den Quotienten einer echten Unterschrift erhalten: Über eine Unterschrift sagt dieser Quotient nichts. Eine Unterschrift ist als solche zu markieren und mit Unterschriften zu vergleichen.',
      zh: '如此少的字词可能是签名。参考总体既不含签名，也不含摹仿笔迹，摹仿的签名可能得到与真实签名相同的似然比：对签名而言，该似然比不说明任何问题。签名应标记为签名，并与签名比对。',
    },
  'It is no probability that one person wrote both, holds for natural writing only, and is one part of the material on which the examiner decides.':
    {
      de: 'Der Quotient ist keine Wahrscheinlichkeit dafür, dass eine Person beides geschrieben hat, gilt nur für natürliche Schrift und ist ein Teil des Materials, auf dessen Grundlage die sachverständige Person entscheidet.',
      zh: '似然比不是两者由同一人书写的概率，仅适用于自然书写，且只是鉴定人据以作出判断的材料的一部分。',
    },
} as const satisfies Catalogue;
