import type { Catalogue } from './catalogue.ts';
import { speaker } from './speaker.ts';

/** What the desktop shell's menu and dialogs say, and the browser shell's login page. */
export const shellMessages = {
  'About Chirograph': { de: 'Über Chirograph', zh: '关于 Chirograph' },
  Services: { de: 'Dienste', zh: '服务' },
  'Hide Chirograph': { de: 'Chirograph ausblenden', zh: '隐藏 Chirograph' },
  'Hide Others': { de: 'Andere ausblenden', zh: '隐藏其他' },
  'Show All': { de: 'Alle einblenden', zh: '全部显示' },
  Quit: { de: 'Beenden', zh: '退出' },
  '&File': { de: '&Datei', zh: '文件(&F)' },
  '&Open case…': { de: 'Fall ö&ffnen…', zh: '打开案件(&O)…' },
  '&Models…': { de: '&Modelle…', zh: '模型(&M)…' },
  'Close Window': { de: 'Fenster schließen', zh: '关闭窗口' },
  '&Edit': { de: '&Bearbeiten', zh: '编辑(&E)' },
  Undo: { de: 'Rückgängig', zh: '撤销' },
  Redo: { de: 'Wiederholen', zh: '重做' },
  Cut: { de: 'Ausschneiden', zh: '剪切' },
  Copy: { de: 'Kopieren', zh: '复制' },
  Paste: { de: 'Einfügen', zh: '粘贴' },
  Delete: { de: 'Löschen', zh: '删除' },
  'Select All': { de: 'Alles auswählen', zh: '全选' },
  '&View': { de: '&Ansicht', zh: '视图(&V)' },
  'Actual Size': { de: 'Originalgröße', zh: '实际大小' },
  'Zoom In': { de: 'Vergrößern', zh: '放大' },
  'Zoom Out': { de: 'Verkleinern', zh: '缩小' },
  'Toggle Full Screen': { de: 'Vollbild ein/aus', zh: '切换全屏' },
  '&Window': { de: '&Fenster', zh: '窗口(&W)' },
  Minimize: { de: 'Minimieren', zh: '最小化' },
  'Zoom (window)': { en: 'Zoom', de: 'Zoomen', zh: '缩放' },
  Close: { de: 'Schließen', zh: '关闭' },
  Help: { de: 'Hilfe', zh: '帮助' },
  'Open case folder': { de: 'Fallordner öffnen', zh: '打开案件文件夹' },
  'Open case': { de: 'Fall öffnen', zh: '打开案件' },
  'Save report': { de: 'Bericht speichern', zh: '保存报告' },
  'Add a model file': { de: 'Modelldatei hinzufügen', zh: '添加模型文件' },
  'Add model': { de: 'Modell hinzufügen', zh: '添加模型' },
  'ONNX model': { de: 'ONNX-Modell', zh: 'ONNX 模型' },
  'Choose a table of images': { de: 'Tabelle der Bilder auswählen', zh: '选择图像列表文件' },
  'Choose the folder of the images': { de: 'Ordner der Bilder auswählen', zh: '选择图像文件夹' },
  'Chirograph cannot start': { de: 'Chirograph kann nicht starten', zh: 'Chirograph 无法启动' },
  'The window stopped': { de: 'Das Fenster wurde unerwartet beendet', zh: '窗口意外停止' },
  'The window stopped {times, plural, one {# time} other {# times}} within a minute ({reason}). What was saved is kept. Chirograph ends now; start it again.':
    {
      de: 'Das Fenster wurde innerhalb einer Minute {times, plural, one {# Mal} other {# Mal}} unerwartet beendet ({reason}). Gespeichertes bleibt erhalten. Chirograph wird jetzt beendet; starten Sie es neu.',
      zh: '窗口在一分钟内意外停止了{times, number} 次（{reason}）。已保存的内容不会丢失。Chirograph 现在退出，请重新启动。',
    },
  'Log in': { de: 'Anmelden', zh: '登录' },
  'Log in with your own name: it goes into the journal of every case you work on.': {
    de: 'Melden Sie sich mit Ihrem eigenen Namen an: Er wird im Protokoll jedes Falls festgehalten, an dem Sie arbeiten.',
    zh: '请用本人姓名登录：您处理的每个案件，其操作日志都会记录该姓名。',
  },
  Name: { de: 'Name', zh: '姓名' },
  Password: { de: 'Passwort', zh: '密码' },
  'Give a name and a password.': {
    de: 'Geben Sie Name und Passwort an.',
    zh: '请填写姓名和密码。',
  },
  'Name or password is not right.': {
    de: 'Name oder Passwort stimmt nicht.',
    zh: '姓名或密码不正确。',
  },
  'Who may log in cannot be looked up now. Ask whoever runs Chirograph here to look at its users file.': {
    de: 'Wer sich anmelden darf, lässt sich gerade nicht feststellen. Bitten Sie, wer Chirograph hier betreibt, die Benutzerdatei zu prüfen.',
    zh: '目前无法查明哪些用户可以登录。请联系此处 Chirograph 的管理人员检查用户文件。',
  },
  'Too many tries. Wait {seconds, plural, one {# second} other {# seconds}}, then try again.': {
    de: 'Zu viele Versuche. Warten Sie {seconds, plural, one {# Sekunde} other {# Sekunden}} und versuchen Sie es dann erneut.',
    zh: '尝试次数过多。请等待{seconds, number} 秒后再试。',
  },
} as const satisfies Catalogue;

/** Says what belongs to a shell. */
export const shellSay = speaker(shellMessages);
