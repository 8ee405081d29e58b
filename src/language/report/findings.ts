import type { Catalogue } from '../catalogue.ts';

/** What a report says of findings, marks and measures. */
export const findings = {
  'Findings of the examiner': { de: 'Befunde der sachverständigen Person', zh: '鉴定人的检验所见' },
  'What the examiner marked and measured, in the words of the examiner. None of it enters a score. A measure is taken from the places marked, by the resolution that holds for the page.':
    {
      de: 'Was die sachverständige Person markiert und gemessen hat, in ihren eigenen Worten. Nichts davon geht in einen Score ein. Ein Maß ergibt sich aus den markierten Stellen und der für die Seite geltenden Auflösung.',
      zh: '鉴定人所标记和测量的内容，以鉴定人自己的文字表述，均不计入任何分数。测量值依所标记的位置和该页适用的分辨率得出。',
    },
  'No.': { de: 'Nr.', zh: '编号' },
  Finding: { de: 'Befund', zh: '检验所见' },
  Weight: { de: 'Gewicht', zh: '权重' },
  Marks: { de: 'Markierungen', zh: '标记' },
  Comment: { de: 'Anmerkung', zh: '说明' },
  observation: { de: 'Beobachtung', zh: '观察所见' },
  similarity: { de: 'Übereinstimmung', zh: '符合点' },
  difference: { de: 'Abweichung', zh: '差异点' },
  limitation: { de: 'Einschränkung', zh: '局限' },
  low: { de: 'gering', zh: '低' },
  medium: { de: 'mittel', zh: '中' },
  high: { de: 'hoch', zh: '高' },
  'not weighed': { de: 'nicht gewichtet', zh: '未赋权重' },
  'on items that were erased': { de: 'auf gelöschten Schriftstücken', zh: '所在材料已删除' },
  'Finding {number}, {kind}.': { de: 'Befund {number}, {kind}.', zh: '检验所见{number}，{kind}。' },
  '{marks, plural, one {# more mark} other {# more marks}} of finding {number} stand in the table alone.': {
    de: '{marks, plural, one {# weitere Markierung} other {# weitere Markierungen}} von Befund {number}: nur in der Tabelle.',
    zh: '检验所见{number}另有{marks, number}处标记，仅列于表中。',
  },
  '{place}: {saying}': { de: '{place}: {saying}', zh: '{place}：{saying}' },
  '“{text}”': { de: '„{text}“', zh: '“{text}”' },
  '{shape} {measure}': { de: '{shape} {measure}', zh: '{shape}：{measure}' },

  circle: { de: 'Kreis', zh: '圆圈' },
  box: { de: 'Rahmen', zh: '方框' },
  arrow: { de: 'Pfeil', zh: '箭头' },
  freehand: { de: 'Freihandlinie', zh: '手绘线' },
  text: { de: 'Text', zh: '文字' },
  distance: { de: 'Abstand', zh: '距离' },
  angle: { de: 'Winkel', zh: '角度' },
  slant: { de: 'Schriftneigung', zh: '倾斜度' },
  baseline: { de: 'Grundlinie', zh: '基线' },
  'x-height': { de: 'Mittelbandhöhe', zh: 'x 高度' },
  'letter spacing': { de: 'Buchstabenabstand', zh: '字母间距' },
  'word spacing': { de: 'Wortabstand', zh: '词间距' },
  'loop area': { de: 'Schleifenfläche', zh: '环形面积' },
  'height ratio': { de: 'Höhenverhältnis', zh: '高度比' },
  'mean of {count}: {value}': { de: '{value} (Mittel aus {count})', zh: '{value}（{count}处平均）' },
  '{value} px, no scale stated': { de: '{value} px, kein Maßstab angegeben', zh: '{value} px，未注明比例' },
  '{value} px², no scale stated': {
    de: '{value} px², kein Maßstab angegeben',
    zh: '{value} px²，未注明比例',
  },
} as const satisfies Catalogue;
