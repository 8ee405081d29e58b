import type { Catalogue } from '../catalogue.ts';

/** What a report says of the items and of what is written on them. */
export const items = {
  Items: { de: 'Schriftstücke', zh: '检材与样本' },
  'The case holds no item.': { de: 'Der Fall enthält kein Schriftstück.', zh: '本案没有任何材料。' },
  Item: { de: 'Schriftstück', zh: '材料' },
  'Item (title of a narrow column)': { en: 'Item', de: 'Nr.', zh: '材料' },
  'First page': { de: 'Erste Seite', zh: '首页' },
  'First page of {item}': { de: 'Erste Seite von {item}', zh: '{item}的首页' },
  'File and writer': { de: 'Datei und Schreiber', zh: '文件与书写人' },
  Image: { de: 'Bild', zh: '图像' },
  'Words and SHA-256 of the file': { de: 'Wörter und SHA-256 der Datei', zh: '字词数与文件的SHA-256' },
  Questioned: { de: 'Fragliche Schrift', zh: '检材' },
  Known: { de: 'Vergleichsschrift', zh: '样本' },
  Unassigned: { de: 'Nicht zugeordnet', zh: '未归类' },
  'Known: {writer}': { de: 'Vergleichsschrift: {writer}', zh: '样本：{writer}' },
  'Known: writer not named': { de: 'Vergleichsschrift: Schreiber nicht benannt', zh: '样本：未注明书写人' },
  '{hand}, another hand, questioned: {words, plural, one {# word} other {# words}} used': {
    de: '{hand}, weitere Schreiberhand, fraglich: {words, plural, one {# Wort} other {# Wörter}} verwendet',
    zh: '{hand}，另一笔迹，检材：使用{words, number}个字词',
  },
  '{hand}, another hand, of nobody known: {words, plural, one {# word} other {# words}} used': {
    de: '{hand}, weitere Schreiberhand, von niemandem, der bekannt ist: {words, plural, one {# Wort} other {# Wörter}} verwendet',
    zh: '{hand}，另一笔迹，书写人不明：使用{words, number}个字词',
  },
  '{hand}, another hand, known: {writer}: {words, plural, one {# word} other {# words}} used': {
    de: '{hand}, weitere Schreiberhand, Vergleichsschrift: {writer}: {words, plural, one {# Wort} other {# Wörter}} verwendet',
    zh: '{hand}，另一笔迹，样本：{writer}：使用{words, number}个字词',
  },
  'not read': { de: 'nicht gelesen', zh: '未能读取' },
  '{bytes, number} bytes': { de: '{bytes, number} Byte', zh: '{bytes, number}字节' },
  '{format}, {bytes, number} bytes': {
    de: '{format}, {bytes, number} Byte',
    zh: '{format}，{bytes, number}字节',
  },
  '{width} × {height} px': { de: '{width} × {height} px', zh: '{width} × {height} px' },
  'dpi not stated': { de: 'dpi nicht angegeben', zh: '未注明dpi' },
  '{dpi} dpi': { de: '{dpi} dpi', zh: '{dpi} dpi' },
  '{dpi} dpi, by a scale in the image': {
    de: '{dpi} dpi, nach einem Maßstab im Bild',
    zh: '{dpi} dpi，依图中标尺',
  },
  '{dpi} dpi, stated by the examiner': {
    de: '{dpi} dpi, Angabe der sachverständigen Person',
    zh: '{dpi} dpi，由鉴定人说明',
  },
  '{pages, plural, one {# page} other {# pages}}': {
    de: '{pages, plural, one {# Seite} other {# Seiten}}',
    zh: '{pages, number}页',
  },
  '{pages, plural, one {# page} other {# pages}}, orientation {orientation}': {
    de: '{pages, plural, one {# Seite} other {# Seiten}}, Ausrichtung {orientation}',
    zh: '{pages, number}页，方向{orientation}',
  },
  '{used, plural, one {# word} other {# words}} used, {excluded} excluded': {
    de: '{used, plural, one {# Wort} other {# Wörter}} verwendet, {excluded} ausgeschlossen',
    zh: '使用{used, number}个字词，排除{excluded}个',
  },
  '{used, plural, one {# word} other {# words}} used, {excluded} excluded ({reasons})': {
    de: '{used, plural, one {# Wort} other {# Wörter}} verwendet, {excluded} ausgeschlossen ({reasons})',
    zh: '使用{used, number}个字词，排除{excluded}个（{reasons}）',
  },
  '{words} crossed out': { de: '{words} durchgestrichen', zh: '{words}个被划去' },
  '{words} printed': { de: '{words} gedruckt', zh: '{words}个为印刷' },
  '{words} by another hand': { de: '{words} von anderer Schreiberhand', zh: '{words}个为另一笔迹' },
  '{words} for another reason': { de: '{words} aus anderem Grund', zh: '{words}个因其他原因' },
  '{count, plural, one {# signature} other {# signatures}}, not compared word by word': {
    de: '{count, plural, one {# Unterschrift} other {# Unterschriften}}, nicht Wort für Wort verglichen',
    zh: '{count, number}个签名，未逐字比对',
  },
  '{words} drawn by the examiner': {
    de: '{words} von der sachverständigen Person eingezeichnet',
    zh: '{words}个由鉴定人框出',
  },
  '{words} taken off the page or drawn anew by the examiner': {
    de: '{words} von der sachverständigen Person von der Seite genommen oder neu eingezeichnet',
    zh: '{words}个由鉴定人从页面去除或重新框出',
  },
  'To note of the pages': { de: 'Zu den Seiten zu beachten', zh: '关于页面的注意事项' },
  Page: { de: 'Seite', zh: '页' },
  'What, and what can be done': { de: 'Was, und was sich tun lässt', zh: '情况及可采取的措施' },
  Transcription: { de: 'Transkription', zh: '转写' },
  'As the examiner reads it; an ellipsis stands for words that were not transcribed.': {
    de: 'Wie die sachverständige Person es liest; Auslassungspunkte stehen für Wörter, die nicht transkribiert wurden.',
    zh: '按鉴定人的辨读；省略号表示未转写的字词。',
  },
  Line: { de: 'Zeile', zh: '行' },
  Text: { de: 'Text', zh: '文字' },

  'Not shown.': { de: 'Nicht gezeigt.', zh: '未显示。' },
  'Not shown: the file has changed since it was examined.': {
    de: 'Nicht gezeigt: Die Datei hat sich seit der Untersuchung geändert.',
    zh: '未显示：文件在检验之后已有改变。',
  },
  'Not shown: the file is missing.': { de: 'Nicht gezeigt: Die Datei fehlt.', zh: '未显示：文件缺失。' },
  'Not shown: the file cannot be read.': {
    de: 'Nicht gezeigt: Die Datei kann nicht gelesen werden.',
    zh: '未显示：文件无法读取。',
  },
  'Not shown: the item has been prepared anew since this result.': {
    de: 'Nicht gezeigt: Das Schriftstück wurde seit diesem Ergebnis neu aufbereitet.',
    zh: '未显示：得出此结果之后，该材料已重新处理。',
  },
  'Not shown: the page is not in the case any more.': {
    de: 'Nicht gezeigt: Die Seite ist nicht mehr im Fall.',
    zh: '未显示：该页已不在本案中。',
  },
} as const satisfies Catalogue;
