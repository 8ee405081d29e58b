import type { Catalogue } from '../catalogue.ts';

/** Pictures and figures that are saved. */
export const pictures = {
  'Save a picture': { de: 'Bild speichern', zh: '保存图片' },
  'Save a picture of this page (PNG)': {
    de: 'Bild dieser Seite speichern (PNG)',
    zh: '保存本页图片（PNG）',
  },
  'Save a picture of what the panes show (PNG)': {
    de: 'Bild dessen speichern, was die Felder zeigen (PNG)',
    zh: '保存各窗格所示内容的图片（PNG）',
  },
  'PNG from the original pixels, with a strip below that says case, item, page, scale and how it was processed. It goes into the reports folder of the case.':
    {
      de: 'PNG aus den Originalpixeln, darunter ein Streifen mit Fall, Schriftstück, Seite, Maßstab und Bearbeitung. Es wird im Berichtsordner des Falls abgelegt.',
      zh: '由原始像素生成的 PNG，下方的说明条标明案件、材料、页码、比例和处理方式。图片保存在案件的报告文件夹中。',
    },
  'Scale of the picture': { de: 'Maßstab des Bilds', zh: '图片比例' },
  'Original resolution': { de: 'Originalauflösung', zh: '原始分辨率' },
  '{n} pixels an inch': { de: '{n} Pixel je Zoll', zh: '每英寸 {n} 像素' },
  'As on the screen': { de: 'Wie auf dem Bildschirm', zh: '与屏幕一致' },
  'With the marks of findings': { de: 'Mit den Markierungen der Befunde', zh: '包含检验所见的标记' },
  '{width} × {height} pixels': { de: '{width} × {height} Pixel', zh: '{width} × {height} 像素' },
  'As large as a picture can be made.': {
    de: 'So groß, wie ein Bild gemacht werden kann.',
    zh: '已达到图片的最大尺寸。',
  },
  'Saving the picture': { de: 'Bild wird gespeichert', zh: '正在保存图片' },
  'Picture saved': { de: 'Gespeichertes Bild', zh: '已保存的图片' },
  'Save picture': { de: 'Bild sichern', zh: '保存该图片' },
  'Close the picture': { en: 'Close', de: 'Schließen', zh: '关闭' },
  'Case {number}': { de: 'Fall {number}', zh: '案件 {number}' },
  'Case number not stated': { de: 'Aktenzeichen nicht angegeben', zh: '未注明案件编号' },
  '{label} ({file}), page {page}': {
    de: '{label} ({file}), Seite {page}',
    zh: '{label}（{file}），第 {page} 页',
  },
  'processed: {how}': { de: 'bearbeitet: {how}', zh: '已处理：{how}' },
  'turned by {angle}°': { de: 'gedreht um {angle}°', zh: '旋转 {angle}°' },
  'zoom {percent} %': { de: 'Zoom {percent} %', zh: '缩放 {percent}%' },
  'in one place: {mode}': { de: 'übereinander: {mode}', zh: '重叠：{mode}' },
  'Save as SVG': { de: 'Als SVG speichern', zh: '保存为 SVG' },
  'Save as PNG': { de: 'Als PNG speichern', zh: '保存为 PNG' },
  'Picture saved as {format}, SHA-256 {hash}…': {
    de: 'Bild als {format} gespeichert, SHA-256 {hash}…',
    zh: '图片已保存为 {format}，SHA-256 {hash}…',
  },
  'Saved as {file}': { de: 'Gespeichert als {file}', zh: '已保存为 {file}' },
} as const satisfies Catalogue;
