import type { Catalogue } from '../catalogue.ts';

/** Sentences that stand in a result beside its figures: propositions, why there is no likelihood ratio, and what speaks against its population. */
export const reasons = {
  'The questioned and the known writing were written by one person.': {
    de: 'Die fragliche Schrift und die Vergleichsschrift wurden von einer Person geschrieben.',
    zh: '检材与样本由同一人书写。',
  },
  'They were written by two persons, both of them like the writers of the reference population.': {
    de: 'Sie wurden von zwei Personen geschrieben, die beide den Schreibern der Referenzpopulation gleichen.',
    zh: '两者由两人书写，且两人均与参考总体的书写人相类似。',
  },
  'There is more writing than the ratio was calibrated on: {shorter} words on the shorter side and {longer} on the longer, with at most {less} and {more} in calibration. The numbers of words count as no more than these; how much such long texts vary was not measured.':
    {
      de: 'Es ist mehr Schrift vorhanden, als kalibriert wurde: {shorter} Wörter im kürzeren und {longer} im längeren Text, bei höchstens {less} und {more} in der Kalibrierung. Die Wortzahlen zählen nicht mehr als diese; wie stark so lange Texte variieren, wurde nicht gemessen.',
      zh: '书写内容多于似然比校准时的文字量：较短一侧{shorter}个字词，较长一侧{longer}个字词，而校准时分别最多为{less}个和{more}个。字词数最多按后者计；如此长的文字变化有多大，未经测量。',
    },
  'The questioned pages have {low, number} to {high, number} pixels an inch, and the material of the reference population {least, number} to {most, number}, as far as its table states it: how writing of another resolution scores was not measured.':
    {
      de: 'Die fraglichen Seiten haben {low, number} bis {high, number} Pixel je Zoll, das Material der Referenzpopulation {least, number} bis {most, number}, soweit seine Tabelle es angibt: Welche Scores Schrift in anderer Auflösung erreicht, wurde nicht gemessen.',
      zh: '检材页面为每英寸{low, number}至{high, number}像素，而参考总体的材料按其列表所注明为{least, number}至{most, number}像素：其他分辨率下的笔迹得分如何，未经测量。',
    },
  'The known pages have {low, number} to {high, number} pixels an inch, and the material of the reference population {least, number} to {most, number}, as far as its table states it: how writing of another resolution scores was not measured.':
    {
      de: 'Die Vergleichsseiten haben {low, number} bis {high, number} Pixel je Zoll, das Material der Referenzpopulation {least, number} bis {most, number}, soweit seine Tabelle es angibt: Welche Scores Schrift in anderer Auflösung erreicht, wurde nicht gemessen.',
      zh: '样本页面为每英寸{low, number}至{high, number}像素，而参考总体的材料按其列表所注明为{least, number}至{most, number}像素：其他分辨率下的笔迹得分如何，未经测量。',
    },
  'The table of the reference population names no sheet for {notNamed, number} of its {words, number} images of single words: pairs by one writer may be words of one sheet, which are more alike than words of two, so that the ratio may be too far from 1.':
    {
      de: 'Die Tabelle der Referenzpopulation nennt für {notNamed, number} ihrer {words, number} Bilder einzelner Wörter kein Blatt: Paare eines Schreibers können Wörter eines Blattes sein, die einander ähnlicher sind als Wörter zweier Blätter, sodass der Quotient zu weit von 1 entfernt sein kann.',
      zh: '参考总体的列表在其{words, number}张单个字词的图像中有{notNamed, number}张未注明纸页：同一书写人的配对可能取自同一纸页，比取自两页的更相似，因此似然比可能离1过远。',
    },
  'The questioned writing is less like the writers of the reference population than 99 in 100 texts of its own writers are: its script, medium or resolution may be one that the population does not stand for.':
    {
      de: 'Die fragliche Schrift ist den Schreibern der Referenzpopulation weniger ähnlich als 99 von 100 Texten von deren eigenen Schreibern: Schriftsystem, Schreibmittel oder Auflösung könnten solche sein, für die die Population nicht steht.',
      zh: '与参考总体自身书写人的100份文字中的99份相比，检材与该总体书写人的相似程度更低：其文种、书写工具与载体或分辨率可能不在该总体所代表的范围之内。',
    },
  'The known writing is less like the writers of the reference population than 99 in 100 texts of its own writers are: its script, medium or resolution may be one that the population does not stand for.':
    {
      de: 'Die Vergleichsschrift ist den Schreibern der Referenzpopulation weniger ähnlich als 99 von 100 Texten von deren eigenen Schreibern: Schriftsystem, Schreibmittel oder Auflösung könnten solche sein, für die die Population nicht steht.',
      zh: '与参考总体自身书写人的100份文字中的99份相比，样本与该总体书写人的相似程度更低：其文种、书写工具与载体或分辨率可能不在该总体所代表的范围之内。',
    },
  'The model in use has no calibration, so its scores cannot be turned into likelihood ratios.': {
    de: 'Das verwendete Modell hat keine Kalibrierung, daher lassen sich seine Scores nicht in Likelihood-Quotienten umsetzen.',
    zh: '所用模型没有校准数据，因此其分数无法换算为似然比。',
  },
  'The questioned words are {height, number} pixels high on the median: too coarse for a likelihood ratio, which needs {least, number} pixels. Scan the item in a higher resolution.':
    {
      de: 'Die fraglichen Wörter sind im Median {height, number} Pixel hoch: zu grob für einen Likelihood-Quotienten, der {least, number} Pixel braucht. Scannen Sie das Schriftstück mit höherer Auflösung.',
      zh: '检材字词的高度中位数为{height, number}像素：对似然比而言过于粗糙，至少需要{least, number}像素。请以更高分辨率扫描该材料。',
    },
  'The known words are {height, number} pixels high on the median: too coarse for a likelihood ratio, which needs {least, number} pixels. Scan the item in a higher resolution.':
    {
      de: 'Die Vergleichswörter sind im Median {height, number} Pixel hoch: zu grob für einen Likelihood-Quotienten, der {least, number} Pixel braucht. Scannen Sie das Schriftstück mit höherer Auflösung.',
      zh: '样本字词的高度中位数为{height, number}像素：对似然比而言过于粗糙，至少需要{least, number}像素。请以更高分辨率扫描该材料。',
    },
  'The reference population has too few writers with texts of {words, plural, one {# word} other {# words}} to calibrate a likelihood ratio.':
    {
      de: 'Die Referenzpopulation hat zu wenige Schreiber mit Texten von {words, plural, one {# Wort} other {# Wörtern}}, um einen Likelihood-Quotienten zu kalibrieren.',
      zh: '参考总体中具有{words, number}个字词的文字的书写人太少，无法校准似然比。',
    },
  'The questioned signature was written by the person who wrote the references.': {
    de: 'Die fragliche Unterschrift wurde von der Person geschrieben, die die Vergleichsunterschriften schrieb.',
    zh: '检材签名由书写样本签名的人书写。',
  },
  "The questioned signature was written by somebody else than the writer of the references, who simulated that writer's signature as the simulations of the reference population were made.":
    {
      de: 'Die fragliche Unterschrift wurde von jemand anderem geschrieben als die Vergleichsunterschriften, der die Unterschrift von deren Schreiber so nachahmte, wie die Nachahmungen der Referenzpopulation entstanden.',
      zh: '检材签名由样本签名书写人以外的人书写，其摹仿样本签名书写人的签名，方式与参考总体中摹仿签名的制作方式相同。',
    },
  'The signature model in use has no calibration, so its scores cannot be turned into likelihood ratios.': {
    de: 'Das verwendete Unterschriftenmodell hat keine Kalibrierung, daher lassen sich seine Scores nicht in Likelihood-Quotienten umsetzen.',
    zh: '所用签名模型没有校准数据，因此其分数无法换算为似然比。',
  },
  'A signature of this comparison is {width, number} by {height, number} pixels large: too coarse for a likelihood ratio, which needs a width of {leastWidth, number} or a height of {leastHeight, number} pixels. Scan its item in a higher resolution.':
    {
      de: 'Eine Unterschrift dieses Vergleichs ist {width, number} mal {height, number} Pixel groß: zu grob für einen Likelihood-Quotienten, der eine Breite von {leastWidth, number} oder eine Höhe von {leastHeight, number} Pixel braucht. Scannen Sie ihr Schriftstück mit höherer Auflösung.',
      zh: '本次比对中有一处签名的大小为{width, number}×{height, number}像素：对似然比而言过于粗糙，宽度至少需要{leastWidth, number}像素或高度至少需要{leastHeight, number}像素。请以更高分辨率扫描其所在材料。',
    },
  'The reference population has too few signers with {references, plural, one {# reference} other {# references}} to calibrate a likelihood ratio.':
    {
      de: 'Die Referenzpopulation hat zu wenige Unterzeichner mit {references, plural, one {# Vergleichsunterschrift} other {# Vergleichsunterschriften}}, um einen Likelihood-Quotienten zu kalibrieren.',
      zh: '参考总体中具有{references, number}份样本签名的签名人太少，无法校准似然比。',
    },
  'With a single reference nothing is known of how much the signatures of its writer vary: use more where there are any.':
    {
      de: 'Bei einer einzigen Vergleichsunterschrift ist nicht bekannt, wie stark die Unterschriften ihres Schreibers variieren: Ziehen Sie weitere heran, wo es welche gibt.',
      zh: '只有一份样本签名时，无从得知其书写人的签名变化有多大：如有更多样本签名，请一并使用。',
    },
  'There are more references than the ratio was calibrated with: {references, number}, with at most {most, number} in calibration. How scores of so many lie was not measured.':
    {
      de: 'Es gibt mehr Vergleichsunterschriften, als kalibriert wurde: {references, number}, bei höchstens {most, number} in der Kalibrierung. Wie die Scores bei so vielen liegen, wurde nicht gemessen.',
      zh: '样本签名多于似然比校准时所用的数量：{references, number}份，而校准时最多为{most, number}份。如此多样本签名时分数如何分布，未经测量。',
    },
  'The references are less like each other than in 99 of 100 draws of the reference population: they may be by more than one hand, of several forms, disguised or many years apart. References that vary raise the ratio of whatever is questioned.':
    {
      de: 'Die Vergleichsunterschriften sind einander weniger ähnlich als in 99 von 100 Ziehungen der Referenzpopulation: Sie können von mehr als einer Hand, von verschiedener Form, verstellt oder viele Jahre auseinander sein. Vergleichsunterschriften, die variieren, erhöhen den Quotienten jeder fraglichen Unterschrift.',
      zh: '样本签名相互之间的相似程度低于参考总体100次抽取中的99次：它们可能出自不止一人之手、具有多种形式、经过伪装或相隔多年。变化大的样本签名会提高任何检材签名的似然比。',
    },
  'Without one of the references the log10 LR is {lowLr} to {highLr}: it depends on which references are used, and most on reference {reference, number} in the order of this comparison, without which it is {otherLr}. Look for a reference that is of another form or by another hand.':
    {
      de: 'Ohne eine der Vergleichsunterschriften ist der log10 LR {lowLr} bis {highLr}: Er hängt davon ab, welche Vergleichsunterschriften herangezogen werden, am meisten von Vergleichsunterschrift {reference, number} in der Reihenfolge dieses Vergleichs, ohne die er {otherLr} ist. Suchen Sie nach einer Vergleichsunterschrift von anderer Form oder von anderer Hand.',
      zh: '略去其中一份样本签名时，log10 LR为{lowLr}至{highLr}：它取决于使用哪些样本签名，受本次比对顺序中第{reference, number}份样本签名的影响最大，略去该份时为{otherLr}。请查找是否有形式不同或出自他人之手的样本签名。',
    },
  'References {one, number} and {other, number} in the order of this comparison are more like each other than 999 of 1,000 pairs of genuine signatures of the reference population are: they may be one signature, scanned or copied twice. A copy hides how much the writer varies, and lowers the ratio of genuine signatures. Look at both; where they are one, leave one out.':
    {
      de: 'Die Vergleichsunterschriften {one, number} und {other, number} in der Reihenfolge dieses Vergleichs sind einander ähnlicher als 999 von 1.000 Paaren echter Unterschriften der Referenzpopulation: Sie können eine einzige Unterschrift sein, zweimal gescannt oder kopiert. Eine Kopie verdeckt, wie stark der Schreiber variiert, und senkt den Quotienten echter Unterschriften. Sehen Sie beide an; sind sie eine, lassen Sie eine davon weg.',
      zh: '本次比对顺序中第{one, number}份与第{other, number}份样本签名之间的相似程度高于参考总体中1000对真实签名中的999对：两者可能是同一签名经两次扫描或复制而成。复制件会掩盖书写人签名的变化程度，并降低真实签名的似然比。请检查两者；如为同一签名，请略去其中一份。',
    },
  'The questioned signature is more like reference {reference, number} in the order of this comparison than 999 of 1,000 pairs of genuine signatures of the reference population are like each other. One of the two is probably traced or copied from the other, or both show one signature. A likelihood ratio would ask whether it is genuine or was simulated freehand, and is not given. Lay the two over each other, and examine the originals for tracing, transfer and reproduction. Where it is the reference that is a copy, leave that one out and compare again.':
    {
      de: 'Die fragliche Unterschrift ist der Vergleichsunterschrift {reference, number} in der Reihenfolge dieses Vergleichs ähnlicher, als es 999 von 1.000 Paaren echter Unterschriften der Referenzpopulation einander sind. Vermutlich ist eine der beiden von der anderen gepaust oder kopiert, oder beide zeigen eine einzige Unterschrift. Ein Likelihood-Quotient würde fragen, ob sie echt oder freihändig nachgeahmt ist, und wird nicht angegeben. Legen Sie beide übereinander, und untersuchen Sie die Originale auf Pausung, Übertragung und Reproduktion. Ist die Vergleichsunterschrift die Kopie, lassen Sie diese weg und vergleichen Sie erneut.',
      zh: '检材签名与本次比对顺序中的第{reference, number}份样本签名之间的相似程度，高于参考总体中1,000对真实签名里的999对。两者之一可能是由另一份描摹或复制而成，或者两者显示的是同一份签名。似然比所问的是签名为真还是徒手摹仿，因此不予给出。请将两者重叠比对，并检查原件有无描摹、转印和复制的迹象。若样本签名才是复制件，请去掉该份后重新比对。',
    },
  'The questioned signature is more like one of the references than 999 of 1,000 pairs of genuine signatures of the reference population are: one may be traced or copied from the other. Look at both for a mechanical copy; the ratio does not consider it.':
    {
      de: 'Die fragliche Unterschrift ist einer der Vergleichsunterschriften ähnlicher als 999 von 1.000 Paaren echter Unterschriften der Referenzpopulation: Eine kann von der anderen gepaust oder kopiert sein. Prüfen Sie beide auf eine mechanische Kopie; der Quotient berücksichtigt sie nicht.',
      zh: '检材签名与其中一份样本签名的相似程度高于参考总体中1000对真实签名中的999对：其中一份可能描摹或复制自另一份。请检查两者是否为机械复制；似然比未考虑这一点。',
    },
} as const satisfies Catalogue;
