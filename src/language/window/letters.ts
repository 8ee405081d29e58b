import type { Catalogue } from '../catalogue.ts';

/** Letters that are marked on pages, and the chart of them. */
export const letters = {
  Letters: { de: 'Buchstaben', zh: '字母' },
  Letter: { de: 'Buchstabe', zh: '字母' },
  'Letters on this page': { de: 'Buchstaben auf dieser Seite', zh: '本页上的字母' },
  'Letter {name} on {label}': { de: 'Buchstabe {name} auf {label}', zh: '{label} 上的字母 {name}' },
  'Show the letters marked for the letter chart, and mark more (B)': {
    de: 'Für die Buchstabentafel markierte Buchstaben zeigen und weitere markieren (B)',
    zh: '显示为字母对照表标记的字母，并继续标记（B）',
  },
  'Choose letters (Esc)': { de: 'Buchstaben auswählen (Esc)', zh: '选择字母（Esc）' },
  'Draw a box around a letter (D)': {
    de: 'Einen Rahmen um einen Buchstaben ziehen (D)',
    zh: '用方框框出字母（D）',
  },
  'Draw around a letter freehand (R)': {
    de: 'Einen Buchstaben freihändig umfahren (R)',
    zh: '徒手圈出字母（R）',
  },
  'Which letter it is': { de: 'Welcher Buchstabe es ist', zh: '是哪个字母' },
  'Which letter is it? Enter marks it, Esc drops it': {
    de: 'Welcher Buchstabe ist es? Eingabe markiert ihn, Esc verwirft ihn',
    zh: '是哪个字母？按 Enter 标记，按 Esc 放弃',
  },
  'Another name and Enter call the letter chosen something else': {
    de: 'Ein anderer Name und Eingabe benennen den ausgewählten Buchstaben neu',
    zh: '输入其他名称并按 Enter，可重新命名所选字母',
  },
  'Choose a letter, or a tool to mark one': {
    de: 'Wählen Sie einen Buchstaben oder ein Werkzeug zum Markieren',
    zh: '选择一个字母，或选择标记工具',
  },
  'Draw around a letter': { de: 'Umfahren Sie einen Buchstaben', zh: '请圈出一个字母' },
  'Take the letter away (Delete)': { de: 'Buchstaben entfernen (Entf)', zh: '移除该字母（Delete）' },
  'Take back the last letter (Ctrl Z)': {
    de: 'Letzten Buchstaben zurücknehmen (Strg Z)',
    zh: '撤销上一个字母（Ctrl Z）',
  },
  'Mark it again (Ctrl Shift Z)': {
    de: 'Wieder markieren (Strg Umschalt Z)',
    zh: '重新标记（Ctrl Shift Z）',
  },
  'Letter chart': { de: 'Buchstabentafel', zh: '字母对照表' },
  'Letter shown': { de: 'Gezeigter Buchstabe', zh: '显示的字母' },
  'Rows of the letter chart': { de: 'Zeilen der Buchstabentafel', zh: '字母对照表的行' },
  'A row for each item': { de: 'Eine Zeile je Schriftstück', zh: '每份材料一行' },
  'A row for each writer': { de: 'Eine Zeile je Schreiber', zh: '每名书写人一行' },
  'Scale of the letter chart': { de: 'Maßstab der Buchstabentafel', zh: '字母对照表的比例' },
  'Same x-height': { de: 'Gleiche Mittelbandhöhe', zh: 'x 高度相同' },
  'No letter is marked. Press B in the Case or Compare view, draw around a letter and say which it is: the chart sets all of one kind side by side.':
    {
      de: 'Kein Buchstabe ist markiert. Drücken Sie in der Ansicht Fall oder Vergleich B, umfahren Sie einen Buchstaben und benennen Sie ihn: Die Tafel stellt alle einer Art nebeneinander.',
      zh: '尚未标记字母。请在“案件”或“比对”视图中按 B，圈出一个字母并说明是哪个字母：对照表会将同一字母并排列出。',
    },
  'Cut out from the original pixels, all at {times} times natural size.': {
    de: 'Aus den Originalpixeln ausgeschnitten, alle in {times}-facher natürlicher Größe.',
    zh: '取自原始像素，均为实物的 {times} 倍。',
  },
  'On paper, an inch of it holds {n, number} pixels of the scan or more.': {
    de: 'Auf Papier enthält ein Zoll der Abbildung mindestens {n, number} Pixel des Scans.',
    zh: '图中每英寸（纸面）至少含扫描件的{n, number}个像素。',
  },
  'Cut out from the original pixels, small letters of all pages equally high.': {
    de: 'Aus den Originalpixeln ausgeschnitten, Kleinbuchstaben aller Seiten gleich hoch.',
    zh: '取自原始像素，各页 x 高度相同。',
  },
  '{n, plural, one {# letter is} other {# letters are}} not shown: the page has no resolution.': {
    de: '{n, plural, one {# Buchstabe ist} other {# Buchstaben sind}} nicht gezeigt: Die Seite hat keine Auflösung.',
    zh: '{n, number} 个字母未显示：页面没有分辨率。',
  },
  '{n, plural, one {# letter is} other {# letters are}} not shown: the page has no x-height.': {
    de: '{n, plural, one {# Buchstabe ist} other {# Buchstaben sind}} nicht gezeigt: Die Seite hat keine Mittelbandhöhe.',
    zh: '{n, number} 个字母未显示：页面没有 x 高度。',
  },
  'Letter {name} in {rows, plural, one {# row} other {# rows}}, {letters, plural, one {# cut-out} other {# cut-outs}}':
    {
      de: 'Buchstabe {name} in {rows, plural, one {# Zeile} other {# Zeilen}}, {letters, plural, one {# Ausschnitt} other {# Ausschnitte}}',
      zh: '字母 {name}，共 {rows, number} 行，{letters, number} 个裁切图',
    },
  'mark a letter': { de: 'Buchstaben markieren', zh: '标记字母' },
  'name a letter': { de: 'Buchstaben benennen', zh: '为字母命名' },
  'take away a letter': { de: 'Buchstaben entfernen', zh: '移除字母' },
} as const satisfies Catalogue;
