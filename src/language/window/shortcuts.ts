import type { Catalogue } from '../catalogue.ts';

/** Keys and what they do. */
export const shortcuts = {
  Ctrl: { de: 'Strg', zh: 'Ctrl' },
  Shift: { de: 'Umschalt', zh: 'Shift' },
  Delete: { de: 'Entf', zh: 'Delete' },
  Enter: { de: 'Eingabe', zh: 'Enter' },
  Space: { de: 'Leertaste', zh: '空格键' },
  Everywhere: { de: 'Überall', zh: '任意位置' },
  'Case, Compare, Words, Findings, Search, Report, Journal, Charts': {
    de: 'Fall, Vergleich, Wörter, Befunde, Suche, Bericht, Protokoll, Diagramme',
    zh: '案件、比对、字词、检验所见、检索、报告、日志、图表',
  },
  'Lock the window, in a browser': { de: 'Fenster sperren, im Browser', zh: '锁定窗口（浏览器中）' },
  'This list': { de: 'Diese Liste', zh: '此列表' },
  'Close a menu or dialog': { de: 'Menü oder Dialog schließen', zh: '关闭菜单或对话框' },
  'Item list': { de: 'Liste der Schriftstücke', zh: '材料列表' },
  'Another item': { de: 'Anderes Schriftstück', zh: '另一份材料' },
  'Select several': { de: 'Mehrere auswählen', zh: '选择多份' },
  'Select all': { de: 'Alle auswählen', zh: '全选' },
  'Known of a writer': { de: 'Vergleichsschrift einer Person', zh: '书写人的样本' },
  Page: { de: 'Seite', zh: '页面' },
  'Zoom at the centre; the wheel zooms at the pointer': {
    de: 'In der Mitte zoomen; das Mausrad zoomt am Zeiger',
    zh: '以中心缩放；滚轮以指针处缩放',
  },
  'Move the page': { de: 'Seite bewegen', zh: '移动页面' },
  'Words on a page': { de: 'Wörter auf einer Seite', zh: '页面上的字词' },
  'Next or previous word': { de: 'Nächstes oder voriges Wort', zh: '下一个或上一个字词' },
  'Choose that word as well': { de: 'Dieses Wort dazu wählen', zh: '同时选中该字词' },
  'Move the chosen word by a pixel; with Shift by ten': {
    de: 'Gewähltes Wort um ein Pixel verschieben; mit Umschalt um zehn',
    zh: '将所选字词移动一个像素；按住 Shift 移动十个',
  },
  'Resize it; with Shift by ten': {
    de: 'Größe ändern; mit Umschalt um zehn',
    zh: '调整其大小；按住 Shift 为十个像素',
  },
  'Draw a word; Enter puts one in the middle, and saves it': {
    de: 'Wort zeichnen; Eingabe setzt eines in die Mitte und speichert es',
    zh: '画出字词；Enter 在中央放置一个并保存',
  },
  'Draw a region freehand; or ← → ↑ ↓ and Enter set its corners, as they do the ends of a scale': {
    de: 'Bereich freihändig zeichnen; oder ← → ↑ ↓ und Eingabe setzen seine Ecken wie die Enden eines Maßstabs',
    zh: '徒手画出区域；或用 ← → ↑ ↓ 和 Enter 设定各角，比例尺两端亦然',
  },
  'Split: ← → choose the place, Enter splits': {
    de: 'Teilen: ← → wählen die Stelle, Eingabe teilt',
    zh: '拆分：← → 选择位置，Enter 拆分',
  },
  'Merge the chosen words, or one with the next': {
    de: 'Gewählte Wörter verbinden, oder eines mit dem nächsten',
    zh: '合并所选字词，或将一个与下一个合并',
  },
  'Take off the page': { de: 'Von der Seite nehmen', zh: '从页面移除' },
  'Exclude for a reason, or use again': {
    de: 'Mit Grund ausschließen oder wieder verwenden',
    zh: '注明原因并排除，或重新使用',
  },
  'Signature: of the chosen words and what lies inside them; or use again': {
    de: 'Unterschrift: aus den gewählten Wörtern und was in ihnen liegt; oder wieder verwenden',
    zh: '签名：由所选字词及其中内容构成；或重新使用',
  },
  'Give to a hand': { de: 'Einer Schreiberhand zuordnen', zh: '归入某一笔迹' },
  'Transcribe; Enter saves and goes on to the next': {
    de: 'Transkribieren; Eingabe speichert und geht zum nächsten',
    zh: '转写；Enter 保存并转到下一个',
  },
  'Read earlier or later': { de: 'Früher oder später lesen', zh: '阅读顺序提前或推后' },
  'Choose nothing, leave a tool': { de: 'Nichts wählen, Werkzeug verlassen', zh: '取消选择，退出工具' },
  'Compare: panes': { de: 'Vergleich: Felder', zh: '比对：窗格' },
  'Two, three, four panes': { de: 'Zwei, drei, vier Felder', zh: '两个、三个、四个窗格' },
  'On an item in the list: put it into that pane; on a pair: its questioned word, with Shift the known': {
    de: 'Auf einem Schriftstück der Liste: in dieses Feld legen; auf einem Paar: sein fragliches Wort, mit Umschalt das der Vergleichsschrift',
    zh: '在列表的材料上：放入该窗格；在配对上：放入其检材字词，按住 Shift 为样本字词',
  },
  'held while dragging, zooming or moving: this page alone': {
    de: 'gehalten beim Ziehen, Zoomen oder Bewegen: nur diese Seite',
    zh: '拖动、缩放或移动时按住：仅此页面',
  },
  'Align by landmarks: Space points at the middle, Enter aligns, Esc gives up': {
    de: 'An Passpunkten ausrichten: Leertaste zeigt auf die Mitte, Eingabe richtet aus, Esc bricht ab',
    zh: '按标志点对齐：空格键指向中央，Enter 对齐，Esc 放弃',
  },
  'Same millimetres, same height of small letters': {
    de: 'Gleiche Millimeter, gleiche Höhe der Kleinbuchstaben',
    zh: '毫米等长，小写字母等高',
  },
  'Turn by a degree; with Shift by a tenth': {
    de: 'Um ein Grad drehen; mit Umschalt um ein Zehntel',
    zh: '旋转一度；按住 Shift 旋转十分之一度',
  },
  'Turn by 90°; with Shift against the clock': {
    de: 'Um 90° drehen; mit Umschalt gegen den Uhrzeigersinn',
    zh: '旋转 90°；按住 Shift 为逆时针',
  },
  'held while dragging: turn by any angle': {
    de: 'gehalten beim Ziehen: um beliebigen Winkel drehen',
    zh: '拖动时按住：旋转任意角度',
  },
  'On a pair: another pair of words': { de: 'Auf einem Paar: anderes Wortpaar', zh: '在配对上：另一配对' },
  'Compare: seeing': { de: 'Vergleich: Sehen', zh: '比对：观察' },
  'The first two pages in one place: overlay, two colours, difference': {
    de: 'Die ersten beiden Seiten an einer Stelle: Überlagerung, zwei Farben, Differenz',
    zh: '前两页在同一位置：叠加、双色、差异',
  },
  'Flicker, curtain': { de: 'Wechselbild, Vorhang', zh: '闪烁、分幕' },
  'Less or more: opacity, curtain, changes a second': {
    de: 'Weniger oder mehr: Deckkraft, Vorhang, Wechsel je Sekunde',
    zh: '减少或增加：不透明度、分幕、每秒切换次数',
  },
  'Flicker: the other page': { de: 'Wechselbild: die andere Seite', zh: '闪烁：另一页' },
  'Side by side again': { de: 'Wieder nebeneinander', zh: '恢复并排' },
  'Adjust the picture: brightness, contrast, gamma, channel, ink': {
    de: 'Bild anpassen: Helligkeit, Kontrast, Gamma, Kanal, Tinte',
    zh: '调整图像：亮度、对比度、伽马、通道、墨迹',
  },
  'The original again': { de: 'Wieder das Original', zh: '恢复原图' },
  'Frame the words, loupe': { de: 'Wörter einrahmen, Lupe', zh: '框出字词、放大镜' },
  'Pin guides where the pointer is; again takes them up, with Shift all': {
    de: 'Hilfslinien am Zeiger anheften; noch einmal löst sie, mit Umschalt alle',
    zh: '在指针处固定参考线；再按一次取下，按住 Shift 则全部取下',
  },
  'Guides, protractor; Shift G for a grid': {
    de: 'Hilfslinien, Winkelmesser; Umschalt G für ein Raster',
    zh: '参考线、量角器；Shift G 为网格',
  },
  'Marks, in Case and Compare': { de: 'Markierungen, in Fall und Vergleich', zh: '标记（“案件”和“比对”中）' },
  'Show the marks of findings, and draw them': {
    de: 'Markierungen der Befunde zeigen und zeichnen',
    zh: '显示并绘制检验所见的标记',
  },
  'Circle, box, arrow, freehand, text': {
    de: 'Kreis, Rechteck, Pfeil, Freihand, Text',
    zh: '圆形、方框、箭头、徒手线、文字',
  },
  'Measure a distance, angle, slant, baseline': {
    de: 'Abstand, Winkel, Neigung, Grundlinie messen',
    zh: '测量距离、角度、倾斜、基线',
  },
  'Measure x-height, height ratio, loop area': {
    de: 'Mittelbandhöhe, Höhenverhältnis, Schleifenfläche messen',
    zh: '测量 x 高度、高度比、环形面积',
  },
  'Measure letter or word spacing': {
    de: 'Buchstabenabstand oder Wortabstand messen',
    zh: '测量字母间距或词间距',
  },
  'Set a place with ← → ↑ ↓; again in one place ends; describe the finding chosen': {
    de: 'Stelle mit ← → ↑ ↓ setzen; erneut an derselben Stelle beendet; gewählten Befund beschreiben',
    zh: '用 ← → ↑ ↓ 设定位置；在同一处再按一次即结束；描述所选的检验所见',
  },
  'Next mark; with Shift the one before': {
    de: 'Nächste Markierung; mit Umschalt die vorige',
    zh: '下一个标记；按住 Shift 为上一个',
  },
  'Move the chosen mark; with Shift by ten': {
    de: 'Gewählte Markierung verschieben; mit Umschalt um zehn',
    zh: '移动所选标记；按住 Shift 移动十个像素',
  },
  'Move one place of it; , . choose which': {
    de: 'Eine Stelle davon verschieben; , . wählen, welche',
    zh: '移动其中一处；用 , . 选择',
  },
  'Undo; with Shift redo': { de: 'Rückgängig; mit Umschalt wiederholen', zh: '撤销；按住 Shift 为重做' },
  'Leave a tool, choose nothing': { de: 'Werkzeug verlassen, nichts wählen', zh: '退出工具，取消选择' },
  'Another word': { de: 'Anderes Wort', zh: '另一个字词' },
  'Exclude the word for a reason, or use it again': {
    de: 'Wort mit Grund ausschließen oder wieder verwenden',
    zh: '注明原因并排除字词，或重新使用',
  },
  'Go to an item, writer, view, finding or comparison, or find a command': {
    de: 'Zu Schriftstück, Person, Ansicht, Befund oder Vergleich gehen, oder einen Befehl finden',
    zh: '转到材料、书写人、视图、检验所见或比对，或查找命令',
  },
  'Letters, in Case and Compare': { de: 'Buchstaben, in Fall und Vergleich', zh: '字母（“案件”和“比对”中）' },
  'Show the letters marked, and mark more': {
    de: 'Markierte Buchstaben zeigen und weitere markieren',
    zh: '显示已标记的字母并继续标记',
  },
  'Around a letter: a box, or freehand': {
    de: 'Um einen Buchstaben: Rahmen oder freihändig',
    zh: '圈出字母：方框或徒手',
  },
  'Set a corner with ← → ↑ ↓; again in one place ends an outline; name the letter': {
    de: 'Ecke mit ← → ↑ ↓ setzen; erneut an derselben Stelle beendet einen Umriss; Buchstaben benennen',
    zh: '用 ← → ↑ ↓ 设定一角；在同一处再按一次即结束轮廓；为字母命名',
  },
  'Next letter; with Shift the one before': {
    de: 'Nächster Buchstabe; mit Umschalt der vorige',
    zh: '下一个字母；按住 Shift 为上一个',
  },
  'Drop what is drawn, leave a tool, choose nothing': {
    de: 'Gezeichnetes verwerfen, Werkzeug verlassen, nichts wählen',
    zh: '放弃所画内容，退出工具，取消选择',
  },
  'Sequential unmasking: what is veiled, and the way on': {
    de: 'Stufenweise Offenlegung: was verdeckt ist, und wie es weitergeht',
    zh: '逐步揭示：隐去的内容及下一步',
  },
} as const satisfies Catalogue;
