import type { Catalogue } from '../catalogue.ts';

/** Figures, sizes and states in words. */
export const format = {
  questioned: { de: 'fraglich', zh: '检材' },
  known: { de: 'Vergleichsschrift', zh: '样本' },
  unassigned: { de: 'nicht zugeordnet', zh: '未归类' },
  'Crossed out': { de: 'Durchgestrichen', zh: '划掉' },
  Printed: { de: 'Gedruckt', zh: '印刷' },
  'Another hand': { de: 'Andere Schreiberhand', zh: '另一笔迹' },
  'Other reason': { de: 'Anderer Grund', zh: '其他原因' },
  'crossed out': { de: 'durchgestrichen', zh: '划掉' },
  printed: { de: 'gedruckt', zh: '印刷' },
  'another hand': { de: 'andere Schreiberhand', zh: '另一笔迹' },
  'other reason': { de: 'anderer Grund', zh: '其他原因' },
  'in use': { de: 'verwendet', zh: '使用中' },
  Signature: { de: 'Unterschrift', zh: '签名' },
  signature: { de: 'Unterschrift', zh: '签名' },
  excluded: { de: 'ausgeschlossen', zh: '已排除' },
  'excluded ({reason})': { de: 'ausgeschlossen ({reason})', zh: '已排除（{reason}）' },
  Observation: { de: 'Beobachtung', zh: '观察所见' },
  Similarity: { de: 'Übereinstimmung', zh: '符合点' },
  Difference: { de: 'Abweichung', zh: '差异点' },
  Limitation: { de: 'Einschränkung', zh: '局限' },
  'Low weight': { de: 'Geringes Gewicht', zh: '低权重' },
  'Medium weight': { de: 'Mittleres Gewicht', zh: '中权重' },
  'High weight': { de: 'Hohes Gewicht', zh: '高权重' },
  '{count, plural, one {# byte} other {# bytes}}': {
    de: '{count, plural, one {# Byte} other {# Byte}}',
    zh: '{count, number} 字节',
  },
  '{count, plural, one {# comparison} other {# comparisons}}': {
    de: '{count, plural, one {# Vergleich} other {# Vergleiche}}',
    zh: '{count, number} 次比对',
  },
  '{count, plural, one {# difference} other {# differences}}': {
    de: '{count, plural, one {# Abweichung} other {# Abweichungen}}',
    zh: '{count, number} 处差异',
  },
  '{count, plural, one {# draw} other {# draws}}': {
    de: '{count, plural, one {# Ziehung} other {# Ziehungen}}',
    zh: '{count, number} 次抽取',
  },
  '{count, plural, one {# embedding} other {# embeddings}}': {
    de: '{count, plural, one {# Embedding} other {# Embeddings}}',
    zh: '{count, number} 个嵌入向量',
  },
  '{count, plural, one {# entry} other {# entries}}': {
    de: '{count, plural, one {# Eintrag} other {# Einträge}}',
    zh: '{count, number} 条记录',
  },
  '{count, plural, one {# file} other {# files}}': {
    de: '{count, plural, one {# Datei} other {# Dateien}}',
    zh: '{count, number} 个文件',
  },
  '{count, plural, one {# finding} other {# findings}}': {
    de: '{count, plural, one {# Befund} other {# Befunde}}',
    zh: '{count, number} 项检验所见',
  },
  '{count, plural, one {# image} other {# images}}': {
    de: '{count, plural, one {# Bild} other {# Bilder}}',
    zh: '{count, number} 幅图像',
  },
  '{count, plural, one {# item} other {# items}}': {
    de: '{count, plural, one {# Schriftstück} other {# Schriftstücke}}',
    zh: '{count, number} 份材料',
  },
  '{count, plural, one {# journal entry} other {# journal entries}}': {
    de: '{count, plural, one {# Protokolleintrag} other {# Protokolleinträge}}',
    zh: '{count, number} 条日志记录',
  },
  '{count, plural, one {# known word} other {# known words}}': {
    de: '{count, plural, one {# Wort} other {# Wörter}} der Vergleichsschrift',
    zh: '样本 {count, number} 个字词',
  },
  '{count, plural, one {# letter} other {# letters}}': {
    de: '{count, plural, one {# Buchstabe} other {# Buchstaben}}',
    zh: '{count, number} 个字母',
  },
  '{count, plural, one {# mark} other {# marks}}': {
    de: '{count, plural, one {# Markierung} other {# Markierungen}}',
    zh: '{count, number} 个标记',
  },
  '{count, plural, one {# objection} other {# objections}}': {
    de: '{count, plural, one {# Einwand} other {# Einwände}}',
    zh: '{count, number} 项异议',
  },
  '{count, plural, one {# page} other {# pages}}': {
    de: '{count, plural, one {# Seite} other {# Seiten}}',
    zh: '{count, number} 页',
  },
  '{count, plural, one {# pair} other {# pairs}}': {
    de: '{count, plural, one {# Paar} other {# Paare}}',
    zh: '{count, number} 对',
  },
  '{count, plural, one {# questioned word} other {# questioned words}}': {
    de: '{count, plural, one {# fragliches Wort} other {# fragliche Wörter}}',
    zh: '检材 {count, number} 个字词',
  },
  '{count, plural, one {# report} other {# reports}}': {
    de: '{count, plural, one {# Bericht} other {# Berichte}}',
    zh: '{count, number} 份报告',
  },
  '{count, plural, one {# result} other {# results}}': {
    de: '{count, plural, one {# Ergebnis} other {# Ergebnisse}}',
    zh: '{count, number} 项结果',
  },
  '{count, plural, one {# rule} other {# rules}}': {
    de: '{count, plural, one {# Linie} other {# Linien}}',
    zh: '{count, number} 条格线',
  },
  '{count, plural, one {# search} other {# searches}}': {
    de: '{count, plural, one {# Suche} other {# Suchen}}',
    zh: '{count, number} 次检索',
  },
  '{count, plural, one {# signature} other {# signatures}}': {
    de: '{count, plural, one {# Unterschrift} other {# Unterschriften}}',
    zh: '{count, number} 个签名',
  },
  '{count, plural, one {# word} other {# words}}': {
    de: '{count, plural, one {# Wort} other {# Wörter}}',
    zh: '{count, number} 个字词',
  },
  '{count, plural, one {# writer} other {# writers}}': {
    de: '{count, plural, one {# Person} other {# Personen}}',
    zh: '{count, number} 名书写人',
  },
  'no images': { de: 'keine Bilder', zh: '没有图像' },
  'images not counted': { de: 'Bilder nicht gezählt', zh: '图像未计数' },
  'at least {count, plural, one {# image} other {# images}}': {
    de: 'mindestens {count, plural, one {# Bild} other {# Bilder}}',
    zh: '至少 {count, number} 幅图像',
  },
  'cosine {value}': { de: 'Kosinus {value}', zh: '余弦 {value}' },
  '{number} %': { de: '{number} %', zh: '{number}%' },
  'Less than {percent}': { de: 'Weniger als {percent}', zh: '少于 {percent}' },
  'More than {percent}': { de: 'Mehr als {percent}', zh: '多于 {percent}' },
  '{count, plural, one {# word} other {# words}} a side': {
    de: '{count, plural, one {# Wort} other {# Wörter}} je Text',
    zh: '每侧 {count, number} 个字词',
  },
  'mean of {count, plural, one {# draw} other {# draws}}': {
    de: 'Mittel aus {count, plural, one {# Ziehung} other {# Ziehungen}}',
    zh: '{count, number} 次抽取的均值',
  },
  'from the file': { de: 'aus der Datei', zh: '来自文件' },
  'by scale': { de: 'nach Maßstab', zh: '按比例尺' },
  Writing: { de: 'Schrift', zh: '笔迹' },
  Clarity: { de: 'Deutlichkeit', zh: '清晰度' },
  'not measured: read the file again': {
    de: 'nicht gemessen: Datei erneut lesen',
    zh: '未测量：请重新读取文件',
  },
  '{count, plural, one {# faint mark} other {# faint marks}} ({percent} of the ink)': {
    de: '{count, plural, one {# schwache Spur} other {# schwache Spuren}} ({percent} der Tinte)',
    zh: '{count, number} 处淡痕（占墨迹的 {percent}）',
  },
  '{percent} beyond the sheet': { de: '{percent} außerhalb des Blattes', zh: '{percent} 在纸张之外' },
  'x-height {height}, strokes {width}': {
    de: 'Mittelbandhöhe {height}, Strichbreite {width}',
    zh: 'x 高度 {height}，笔画宽 {width}',
  },
  Edges: { de: 'Kanten', zh: '边缘' },
  '{width}, {percent} of the x-height': {
    de: '{width}, {percent} der Mittelbandhöhe',
    zh: '{width}，为 x 高度的 {percent}',
  },
  Contrast: { de: 'Kontrast', zh: '对比度' },
  'ink takes {percent} of the light, on even paper': {
    de: 'Tinte absorbiert {percent} des Lichts, auf gleichmäßigem Papier',
    zh: '墨迹吸收 {percent} 的光，纸面均匀',
  },
  'ink takes {percent} of the light, {times} × the paper’s grain': {
    de: 'Tinte absorbiert {percent} des Lichts, das {times}-Fache der Papierkörnung',
    zh: '墨迹吸收 {percent} 的光，为纸张颗粒的 {times} 倍',
  },
  'Left out': { de: 'Ausgelassen', zh: '已略去' },
  '{time} left': { de: 'noch {time}', zh: '剩余 {time}' },
  'word {word}, line {line}': { de: 'Wort {word}, Zeile {line}', zh: '第 {line} 行第 {word} 个字词' },
  '{labels} and {count, number} more': {
    de: '{labels} und {count, number} weitere',
    zh: '{labels}等，另有 {count, number} 份',
  },
  '{done, number} of {total, number}': {
    de: '{done, number} von {total, number}',
    zh: '{done, number} / {total, number}',
  },
  '{done, number} of {total, plural, one {# file} other {# files}}': {
    de: '{done, number} von {total, plural, one {# Datei} other {# Dateien}}',
    zh: '{total, number} 个文件中的 {done, number} 个',
  },
  '{done, number} of {total, plural, one {# item} other {# items}}': {
    de: '{done, number} von {total, plural, one {# Schriftstück} other {# Schriftstücken}}',
    zh: '{total, number} 份材料中的 {done, number} 份',
  },
  '{done, number} of {total, plural, one {# page} other {# pages}}': {
    de: '{done, number} von {total, plural, one {# Seite} other {# Seiten}}',
    zh: '{total, number} 页中的 {done, number} 页',
  },
  '{done, number} of {total, plural, one {# image} other {# images}}': {
    de: '{done, number} von {total, plural, one {# Bild} other {# Bildern}}',
    zh: '{total, number} 张图像中的 {done, number} 张',
  },
  '{done, number} of {total, plural, one {# step} other {# steps}}': {
    de: '{done, number} von {total, plural, one {# Teilschritt} other {# Teilschritten}}',
    zh: '{total, number} 步中的 {done, number} 步',
  },
  '{done, number} of {total, plural, one {# word} other {# words}}': {
    de: '{done, number} von {total, plural, one {# Wort} other {# Wörtern}}',
    zh: '{total, number} 个字词中的 {done, number} 个',
  },
  '{count, plural, one {# limitation} other {# limitations}}': {
    de: '{count, plural, one {# Einschränkung} other {# Einschränkungen}}',
    zh: '{count, number} 项局限',
  },
  '{count, plural, one {# observation} other {# observations}}': {
    de: '{count, plural, one {# Beobachtung} other {# Beobachtungen}}',
    zh: '{count, number} 项观察所见',
  },
  '{count, plural, one {# similarity} other {# similarities}}': {
    de: '{count, plural, one {# Übereinstimmung} other {# Übereinstimmungen}}',
    zh: '{count, number} 个符合点',
  },
  '{words, plural, one {# word} other {# words}} in {lines, plural, one {# line} other {# lines}}': {
    de: '{words, plural, one {# Wort} other {# Wörter}} in {lines, plural, one {# Zeile} other {# Zeilen}}',
    zh: '{lines, number} 行，{words, number} 个字词',
  },
} as const satisfies Catalogue;
