import type { Catalogue } from '../catalogue.ts';

/** What a report says of signatures that were compared with references. */
export const signatures = {
  '{least} references or more': {
    de: '{least} Vergleichsunterschriften oder mehr',
    zh: '{least}份或更多样本签名',
  },
  '{references, plural, one {# reference} other {# references}}': {
    de: '{references, plural, one {# Vergleichsunterschrift} other {# Vergleichsunterschriften}}',
    zh: '{references, number}份样本签名',
  },
  '{least} to {most} references': {
    de: '{least} bis {most} Vergleichsunterschriften',
    zh: '{least}至{most}份样本签名',
  },
  'Aligned step by step, the questioned signature and the reference have a likeness of {mean} (1 for a signature with itself).':
    {
      de: 'Schritt für Schritt ausgerichtet, haben die fragliche Unterschrift und die Vergleichsunterschrift eine Ähnlichkeit von {mean} (1 für eine Unterschrift mit sich selbst).',
      zh: '逐步对齐后，检材签名与样本签名的相似度为{mean}（签名与其自身为1）。',
    },
  'Aligned step by step, the questioned signature and {references, plural, one {# reference} other {# references}} have likenesses from {lowest} to {highest}, {mean} in the mean (1 for a signature with itself); the references have {among} with each other in the mean.':
    {
      de: 'Schritt für Schritt ausgerichtet, haben die fragliche Unterschrift und {references, plural, one {# Vergleichsunterschrift} other {# Vergleichsunterschriften}} Ähnlichkeiten von {lowest} bis {highest}, im Mittel {mean} (1 für eine Unterschrift mit sich selbst); die Vergleichsunterschriften untereinander haben im Mittel {among}.',
      zh: '逐步对齐后，检材签名与{references, number}份样本签名的相似度为{lowest}至{highest}，平均为{mean}（签名与其自身为1）；样本签名相互之间平均为{among}。',
    },
  'The score, the mean and the greatest likeness added, is {score}.': {
    de: 'Der Score, die Summe aus mittlerer und größter Ähnlichkeit, ist {score}.',
    zh: '分数为平均相似度与最大相似度之和，即{score}。',
  },
  'The score, the mean and the greatest likeness added less the same of each reference with the others, is {score}: 0 is as near as a reference is to the others.':
    {
      de: 'Der Score, die Summe aus mittlerer und größter Ähnlichkeit abzüglich derselben jeder Vergleichsunterschrift mit den übrigen, ist {score}: 0 ist so nah, wie eine Vergleichsunterschrift den übrigen ist.',
      zh: '分数为平均相似度与最大相似度之和减去每份样本签名与其余样本签名的同一数值，即{score}：0表示与一份样本签名同其余样本签名一样接近。',
    },
  'The score is not a probability that the signature is genuine, and not a likelihood ratio. It compares form alone, and says nothing of line quality, pressure, fluency or tracing.':
    {
      de: 'Der Score ist weder eine Wahrscheinlichkeit, dass die Unterschrift echt ist, noch ein Likelihood-Quotient. Er vergleicht allein die Form und sagt nichts über Strichqualität, Druck, Bewegungsfluss oder Pausung.',
      zh: '分数既不是签名为真的概率，也不是似然比。它只比较形态，不涉及笔画质量、笔压、流畅程度或描摹。',
    },
  'It is no probability that the signature is genuine, and is one part of the material on which the examiner decides. Simulations of greater skill than those of the population, tracings, and signatures written in disguise or illness are not in it.':
    {
      de: 'Er ist keine Wahrscheinlichkeit, dass die Unterschrift echt ist, und ist ein Teil dessen, worauf die sachverständige Person ihr Urteil stützt. Geschicktere Nachahmungen als die der Population, Pausungen und verstellt oder krank geschriebene Unterschriften sind darin nicht enthalten.',
      zh: '它不是签名为真的概率，只是鉴定人作出判断所依据材料的一部分。比参考总体更熟练的摹仿、描摹，以及伪装或患病时书写的签名均不在其内。',
    },
  'Calibrated on "{population}", comparisons with {band}, {same} signers with genuine and {different} with simulated signatures; no value outside {limits} is given on so few signers.':
    {
      de: 'Kalibriert an „{population}“, Vergleiche mit {band}, {same} Unterzeichner mit echten und {different} mit nachgeahmten Unterschriften; außerhalb von {limits} wird bei so wenigen Unterzeichnern kein Wert angegeben.',
      zh: '依据“{population}”校准，比对使用{band}，有真实签名的签名人{same}名，有摹仿签名的签名人{different}名；签名人如此之少，不给出{limits}以外的数值。',
    },
  'Calibrated on "{population}", comparisons with {band}, {same} signers with genuine and {different} with simulated signatures; no value outside {limits} is given on so few signers, and this one was held at the lower of them.':
    {
      de: 'Kalibriert an „{population}“, Vergleiche mit {band}, {same} Unterzeichner mit echten und {different} mit nachgeahmten Unterschriften; außerhalb von {limits} wird bei so wenigen Unterzeichnern kein Wert angegeben, und dieser wurde an der unteren Grenze festgehalten.',
      zh: '依据“{population}”校准，比对使用{band}，有真实签名的签名人{same}名，有摹仿签名的签名人{different}名；签名人如此之少，不给出{limits}以外的数值，本数值止于下限。',
    },
  'Calibrated on "{population}", comparisons with {band}, {same} signers with genuine and {different} with simulated signatures; no value outside {limits} is given on so few signers, and this one was held at the upper of them.':
    {
      de: 'Kalibriert an „{population}“, Vergleiche mit {band}, {same} Unterzeichner mit echten und {different} mit nachgeahmten Unterschriften; außerhalb von {limits} wird bei so wenigen Unterzeichnern kein Wert angegeben, und dieser wurde an der oberen Grenze festgehalten.',
      zh: '依据“{population}”校准，比对使用{band}，有真实签名的签名人{same}名，有摹仿签名的签名人{different}名；签名人如此之少，不给出{limits}以外的数值，本数值止于上限。',
    },
} as const satisfies Catalogue;
