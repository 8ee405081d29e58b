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
} as const satisfies Catalogue;
