import type { Catalogue } from '../catalogue.ts';

/** What a report says of signatures that were compared with references. */
export const signatures = {
  Signatures: { de: 'Unterschriften', zh: '签名' },
  'Signature model': { de: 'Unterschriftenmodell', zh: '签名模型' },
  'comparison of signatures': { de: 'Vergleich von Unterschriften', zh: '签名比对' },
  'Questioned signature': { de: 'Fragliche Unterschrift', zh: '检材签名' },
  References: { de: 'Vergleichsunterschriften', zh: '样本签名' },
  '{left, number} of {total, number} marked signatures of this writer {left, plural, one {was} other {were}} left out: {names}.':
    {
      de: '{left, number} von {total, number} markierten Unterschriften dieses Schreibers {left, plural, one {wurde} other {wurden}} weggelassen: {names}.',
      zh: '该书写人已标记的{total, number}份签名中有{left, number}份未使用：{names}。',
    },
  'Writer of the references': { de: 'Urheber der Vergleichsunterschriften', zh: '样本签名的书写人' },
  'Likeness with {questioned}': { de: 'Ähnlichkeit mit {questioned}', zh: '与{questioned}的相似度' },
  '{count, plural, one {# signature is} other {# signatures are}} marked on what was searched ({labels}). A search looks at writing alone and says nothing of signatures: compare them by themselves.':
    {
      de: 'Auf dem Durchsuchten {count, plural, one {ist # Unterschrift} other {sind # Unterschriften}} markiert ({labels}). Eine Suche betrachtet allein die Schrift und sagt nichts über Unterschriften: Vergleichen Sie diese für sich.',
      zh: '检索范围内已标记{count, number}份签名（{labels}）。检索只考察书写文字，不涉及签名：签名须单独比对。',
    },
  'Of a signature that was outlined only what lies within the outline is shown, as it was compared.': {
    de: 'Von einer umrissenen Unterschrift ist nur gezeigt, was innerhalb des Umrisses liegt, wie es verglichen wurde.',
    zh: '对勾画了轮廓的签名，仅显示轮廓以内的部分，与比对时一致。',
  },
  'withheld, see above': { de: 'nicht angegeben, siehe oben', zh: '不予给出，见上文' },
  'likeness {likeness}': { de: 'Ähnlichkeit {likeness}', zh: '相似度{likeness}' },
  'The references with each other, in the mean': {
    de: 'Die Vergleichsunterschriften untereinander, im Mittel',
    zh: '样本签名相互之间，平均',
  },
  'Mean and greatest likeness with the references, less the same of each reference with the others: form alone.':
    {
      de: 'Mittlere und größte Ähnlichkeit mit den Vergleichsunterschriften abzüglich derselben jeder Vergleichsunterschrift mit den übrigen: allein die Form.',
      zh: '与样本签名的平均相似度与最大相似度之和，减去每份样本签名与其余样本签名的同一数值：仅涉及形态。',
    },
  'Mean and greatest likeness with the reference: form alone.': {
    de: 'Mittlere und größte Ähnlichkeit mit der Vergleichsunterschrift: allein die Form.',
    zh: '与样本签名的平均相似度与最大相似度之和：仅涉及形态。',
  },
  '{questioned} and {references, plural, one {its reference} other {its # references}}.': {
    de: '{questioned} und {references, plural, one {ihre Vergleichsunterschrift} other {ihre # Vergleichsunterschriften}}.',
    zh: '{questioned}及其{references, number}份样本签名。',
  },
  '{questioned} and the first {shown} of {references, number} references, in the order of the case; the others are listed below and are not drawn.':
    {
      de: '{questioned} und die ersten {shown} von {references, number} Vergleichsunterschriften in der Reihenfolge des Falls; die übrigen sind unten aufgeführt und nicht gezeichnet.',
      zh: '{questioned}及{references, number}份样本签名中按案件顺序的前{shown}份；其余列于下表，未予绘出。',
    },
  'Original pixels, not to one scale: the stated resolutions and sizes lie too far apart.': {
    de: 'Originalpixel, nicht in einem Maßstab: Die angegebenen Auflösungen und Größen liegen zu weit auseinander.',
    zh: '原始像素，未按统一比例：所标明的分辨率与尺寸相差过大。',
  },
  '{name} ({datasets}): {same, plural, one {# signer} other {# signers}} with genuine signatures, {different, plural, one {# signer} other {# signers}} with simulated ones; {band}; {method}.':
    {
      de: '{name} ({datasets}): {same, plural, one {# Unterzeichner} other {# Unterzeichner}} mit echten, {different, plural, one {# Unterzeichner} other {# Unterzeichner}} mit nachgeahmten Unterschriften; {band}; {method}.',
      zh: '{name}（{datasets}）：有真实签名的签名人{same, number}名，有摹仿签名的签名人{different, number}名；{band}；{method}。',
    },
  'ELUB {elub}; by the number of signers {range}.': {
    de: 'ELUB {elub}; nach der Anzahl der Unterzeichner {range}.',
    zh: 'ELUB {elub}；按签名人数{range}。',
  },
  'ELUB {elub}; by the effective number of signers, {same} with genuine and {different} with simulated signatures, {range}.':
    {
      de: 'ELUB {elub}; nach der effektiven Anzahl der Unterzeichner, {same} mit echten und {different} mit nachgeahmten Unterschriften, {range}.',
      zh: 'ELUB {elub}；按有效签名人数（有真实签名的{same}名，有摹仿签名的{different}名）{range}。',
    },
  'Cllr {cllr}, of which {least} is what perfect calibration would leave (0 perfect, 1 no information), on {same, plural, one {# comparison} other {# comparisons}} of a genuine signature and {different, plural, one {# comparison} other {# comparisons}} of a simulation, each scored by what was fitted without its signer.':
    {
      de: 'Cllr {cllr}, wovon {least} bei vollkommener Kalibrierung bliebe (0 vollkommen, 1 keine Information), an {same, plural, one {# Vergleich} other {# Vergleichen}} einer echten Unterschrift und {different, plural, one {# Vergleich} other {# Vergleichen}} einer Nachahmung, jeder bewertet durch das, was ohne seinen Unterzeichner angepasst wurde.',
      zh: 'Cllr {cllr}，其中{least}为完美校准时仍会剩余的部分（0为完美，1为无信息），依据{same, number}次真实签名的比对和{different, number}次摹仿签名的比对，每次均以未使用其签名人所拟合的结果评分。',
    },
  'Misleading: {same} of the comparisons of a genuine signature had a ratio below 1, {different} of those of a simulation one above 1.':
    {
      de: 'Irreführend: {same} der Vergleiche einer echten Unterschrift hatten einen Quotienten unter 1, {different} derer einer Nachahmung einen über 1.',
      zh: '误导性：真实签名的比对中{same}的似然比小于1，摹仿签名的比对中{different}的似然比大于1。',
    },
  'Of comparisons of known origin {same} of those of a genuine signature and {different} of those of a simulation have as much as this result or more, seen in steps of 0.05.':
    {
      de: 'Von Vergleichen bekannter Herkunft haben {same} derer einer echten Unterschrift und {different} derer einer Nachahmung so viel wie dieses Ergebnis oder mehr, in Schritten von 0,05 betrachtet.',
      zh: '来源已知的比对中，真实签名的有{same}、摹仿签名的有{different}达到或超过本结果，以0.05为步长考察。',
    },
  'Tippett plot of comparisons with {band}: for each log10 LR, the share of comparisons of known origin that have as much or more.':
    {
      de: 'Tippett-Diagramm der Vergleiche mit {band}: zu jedem log10 LR der Anteil der Vergleiche bekannter Herkunft, die so viel oder mehr haben.',
      zh: '使用{band}的比对的Tippett图：对每一log10 LR值，来源已知的比对中达到或超过该值的比例。',
    },
  'Tippett plot of comparisons with {band}.': {
    de: 'Tippett-Diagramm der Vergleiche mit {band}.',
    zh: '使用{band}的比对的Tippett图。',
  },
  'Signatures that the examiner marked were cut from the original pixels and fitted into the input of the signature model named under “Software and integrity”, a neural network that returns a sequence of vectors along the signature. Two sequences are aligned step by step; their likeness is the mean cosine along the best alignment. The score of a questioned signature is its mean and its greatest likeness with the references, less the same of each reference with the others, so that it counts how much the signatures of that writer vary. Where the model has a calibration, the score is also given as a likelihood ratio of a genuine signature against a simulation, calibrated on signatures of known origin with about as many references; bounds and interval are those of the ratio of writing, over signers. None is given for a questioned signature that is more like a reference than 999 of 1,000 pairs of genuine signatures are like each other, since it is probably a copy.':
    {
      de: 'Unterschriften, die die sachverständige Person markiert hat, wurden aus den Originalpixeln ausgeschnitten und in die Eingabe des unter „Software und Integrität“ genannten Unterschriftenmodells eingepasst, eines neuronalen Netzes, das eine Folge von Vektoren entlang der Unterschrift liefert. Zwei Folgen werden Schritt für Schritt ausgerichtet; ihre Ähnlichkeit ist der mittlere Kosinus entlang der besten Ausrichtung. Der Score einer fraglichen Unterschrift ist ihre mittlere und ihre größte Ähnlichkeit mit den Vergleichsunterschriften abzüglich derselben jeder Vergleichsunterschrift mit den übrigen, so dass eingeht, wie sehr die Unterschriften dieses Schreibers variieren. Hat das Modell eine Kalibrierung, so wird der Score auch als Likelihood-Quotient einer echten Unterschrift gegenüber einer Nachahmung angegeben, kalibriert an Unterschriften bekannter Herkunft mit etwa ebenso vielen Vergleichsunterschriften; Grenzen und Intervall sind die des Quotienten von Schrift, über Unterzeichner. Keiner wird für eine fragliche Unterschrift angegeben, die einer Vergleichsunterschrift ähnlicher ist, als es 999 von 1.000 Paaren echter Unterschriften einander sind, da sie vermutlich eine Kopie ist.',
      zh: '鉴定人标记的签名从原始像素中裁切，并适配到“软件与完整性”一节所列签名模型的输入；该模型为神经网络，沿签名给出一列向量。两列向量逐步对齐；其相似度为最佳对齐路径上的平均余弦。检材签名的分数为其与样本签名的平均相似度与最大相似度之和，减去每份样本签名与其余样本签名的同一数值，从而计入该书写人签名的变化程度。模型附有校准数据时，分数还以真实签名相对于摹仿签名的似然比给出，依据来源已知、样本签名数量大致相同的签名校准；界限与区间同笔迹的似然比，但按签名人计算。若检材签名与某份样本签名的相似程度高于1,000对真实签名中的999对，则不给出似然比，因为它可能是复制件。',
    },
  'A comparison of signatures considers form alone, as the image shows it. It does not consider line quality, pressure, speed, fluency, pen lifts or ink, and does not tell a tracing or a mechanical copy: that is for the examiner, on the original. Its ratio holds against simulations such as those of the population; it says nothing of simulations of greater skill, of signatures written in disguise or in illness, of references many years older or younger, of initials, of scripts other than those of the population, or of somebody who had not seen the signature. Size is not compared.':
    {
      de: 'Ein Vergleich von Unterschriften betrachtet allein die Form, wie das Bild sie zeigt. Er betrachtet weder Strichqualität noch Druck, Geschwindigkeit, Bewegungsfluss, Absetzen oder Schreibmittel und erkennt weder eine Pausung noch eine mechanische Kopie: Das ist Sache der sachverständigen Person, am Original. Sein Quotient gilt gegenüber Nachahmungen wie denen der Population; er sagt nichts über geschicktere Nachahmungen, über verstellt oder in Krankheit geschriebene Unterschriften, über Vergleichsunterschriften, die viele Jahre älter oder jünger sind, über Paraphen, über andere Schriftsysteme als die der Population oder über jemanden, der die Unterschrift nicht gesehen hatte. Die Größe wird nicht verglichen.',
      zh: '签名比对只考虑图像所显示的形态，不考虑笔画质量、笔压、速度、流畅程度、抬笔或墨迹，也不能识别描摹或机械复制：这须由鉴定人依据原件判断。其似然比针对参考总体中那样的摹仿签名成立；对更熟练的摹仿、伪装或患病时书写的签名，早或晚许多年的样本签名、首字母签名、参考总体以外的文种，以及未见过该签名者所写的签名，均不说明任何问题。不比较大小。',
    },
  'Reference signature': { de: 'Vergleichsunterschrift', zh: '样本签名' },
  'A signature of the known writer that a questioned one is compared with.': {
    de: 'Eine Unterschrift des bekannten Schreibers, mit der eine fragliche verglichen wird.',
    zh: '已知书写人的签名，用以与检材签名比对。',
  },
  File: { de: 'Datei', zh: '文件' },
  Simulation: { de: 'Nachahmung', zh: '摹仿' },
  'A signature written by somebody else after that of the person named.': {
    de: 'Eine Unterschrift, die jemand anders nach der der genannten Person geschrieben hat.',
    zh: '由他人仿照所署姓名者的签名书写的签名。',
  },
  Likeness: { de: 'Ähnlichkeit', zh: '相似度' },
  'How alike the forms of two signatures are by the computation, 1 for the same. By itself it is no evidence.':
    {
      de: 'Wie ähnlich die Formen zweier Unterschriften nach der Berechnung sind, 1 für dieselbe. Für sich allein hat sie keinen Beweiswert.',
      zh: '按计算两份签名形态的相像程度，相同为1。其本身不是证据。',
    },
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
  'The score, twice this likeness, is {score}.': {
    de: 'Der Score, das Doppelte dieser Ähnlichkeit, ist {score}.',
    zh: '分数为该相似度的两倍，即{score}。',
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
