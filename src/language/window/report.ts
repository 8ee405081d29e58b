import type { Catalogue } from '../catalogue.ts';
import { reviewStatements } from '../review-statements.ts';

/** Case form, reports, technical review, laboratory. */
export const report = {
  'Case form': { de: 'Angaben zum Fall', zh: '案件信息表' },
  'All reports…': { de: 'Alle Berichte…', zh: '全部报告…' },
  'Read only': { de: 'Nur lesend', zh: '只读' },
  'What is left empty appears in the report as "not stated".': {
    de: 'Was leer bleibt, erscheint im Bericht als „nicht angegeben“.',
    zh: '留空的项目在报告中显示为“未注明”。',
  },
  'the examiner': { de: 'die sachverständige Person', zh: '鉴定人' },
  'No draft of this version was reviewed by another examiner; the report will say so.': {
    de: 'Kein Entwurf dieser Version wurde von einer anderen sachverständigen Person geprüft; der Bericht wird das sagen.',
    zh: '本版本的草稿未经其他鉴定人复核；报告将予以说明。',
  },
  Finalise: { de: 'Abschließen', zh: '定稿' },
  'without objection': { de: 'ohne Einwand', zh: '无异议' },
  'What all reports have in common': { de: 'Was allen Berichten gemeinsam ist', zh: '所有报告的共同内容' },
  'Kept for this user, for every case. What is left empty is not printed.': {
    de: 'Gilt für dieses Benutzerkonto und jeden Fall. Was leer bleibt, wird nicht gedruckt.',
    zh: '为此用户保存，适用于每个案件。留空的项目不打印。',
  },
  'Laboratory, where a case names no other': {
    de: 'Labor, sofern ein Fall kein anderes nennt',
    zh: '实验室（案件未另行指定时）',
  },
  'Logo (PNG or JPEG)': { de: 'Logo (PNG oder JPEG)', zh: '标志（PNG 或 JPEG）' },
  'Parts of the PDF that may be left out; the JSON has everything': {
    de: 'Teile des PDF, die entfallen können; das JSON enthält alles',
    zh: 'PDF 中可省略的部分；JSON 包含全部内容',
  },
  'A logo is set': { de: 'Ein Logo ist hinterlegt', zh: '已设置标志' },
  'No logo': { de: 'Kein Logo', zh: '无标志' },
  Contents: { de: 'Inhalt', zh: '内容' },
  'What goes in': { de: 'Was aufgenommen wird', zh: '纳入内容' },
  'No comparison or search was run yet. The report then lists the items and the form only.': {
    de: 'Es gibt noch keinen Vergleich und keine Suche. Der Bericht führt dann nur die Schriftstücke und die Angaben auf.',
    zh: '尚未进行比对或检索。报告将只列出材料和信息表。',
  },
  'Findings, with their marks and measurements': {
    de: 'Befunde mit ihren Markierungen und Messungen',
    zh: '检验所见及其标记和测量',
  },
  'Charts in the report': { de: 'Abbildungen im Bericht', zh: '报告中的图表' },
  'Scores of pairs of known origin, with each comparison': {
    de: 'Scores von Paaren bekannter Herkunft, mit jedem Vergleich',
    zh: '已知来源配对的分数及每次比对',
  },
  'Same word, two hands: nearest pairs of each comparison': {
    de: 'Dasselbe Wort, zwei Schreiberhände: nächste Paare jedes Vergleichs',
    zh: '同一字词，两处笔迹：每次比对中最接近的配对',
  },
  'Pairs in the grid': { de: 'Paare im Raster', zh: '网格中的配对' },
  'Letter chart of {name}': { de: 'Buchstabentafel zu {name}', zh: '字母“{name}”对照表' },
  Export: { de: 'Ausgabe', zh: '导出' },
  'Writing…': { de: 'Wird geschrieben…', zh: '正在写入…' },
  'Export draft': { de: 'Entwurf ausgeben', zh: '导出草稿' },
  'Draft to…': { de: 'Entwurf nach…', zh: '草稿另存为…' },
  "the case's reports/ folder": { de: 'den Ordner reports/ des Falls', zh: '案件的 reports/ 文件夹' },
  'Files written': { de: 'Geschriebene Dateien', zh: '已写入的文件' },
  'SHA-256 of the PDF': { de: 'SHA-256 des PDF', zh: 'PDF 的 SHA-256' },
  'No technical review of this content is on record, and the report says so.': {
    de: 'Für diesen Inhalt ist keine fachliche Prüfung verzeichnet, und der Bericht sagt das.',
    zh: '没有关于此内容的技术复核记录，报告对此有说明。',
  },
  'JSON, with its SHA-256': { de: 'JSON, mit seinem SHA-256', zh: 'JSON 及其 SHA-256' },
  'SHA-256 of the JSON': { de: 'SHA-256 des JSON', zh: 'JSON 的 SHA-256' },
  'Writing the report': { de: 'Bericht wird geschrieben', zh: '正在写入报告' },
  'Reports of this case': { de: 'Berichte dieses Falls', zh: '本案的报告' },
  'None yet.': { de: 'Noch keine.', zh: '尚无。' },
  'Review…': { de: 'Prüfen…', zh: '复核…' },
  'Of an earlier version of Chirograph': {
    de: 'Aus einer früheren Version von Chirograph',
    zh: '来自较早版本的 Chirograph',
  },
  'Missing or altered: verify the case': {
    de: 'Fehlt oder wurde verändert: Fall nachprüfen',
    zh: '缺失或已被改动：请核验案件',
  },
  'Not in reports/: written elsewhere, moved or altered': {
    de: 'Nicht in reports/: anderswo geschrieben, verschoben oder verändert',
    zh: '不在 reports/ 中：写到了别处、被移动或被改动',
  },
  'the draft': { de: 'der Entwurf', zh: '草稿' },
  'What is amiss? (needed)': { de: 'Was ist zu beanstanden? (nötig)', zh: '有何问题？（必填）' },
  'nobody yet': { de: 'noch niemand', zh: '尚无人' },
  'Somebody else…': { de: 'Jemand anderes…', zh: '其他人…' },
  'Sign the review': { de: 'Prüfung unterzeichnen', zh: '签署复核' },
  'Signing the review': { de: 'Prüfung wird unterzeichnet', zh: '正在签署复核' },
  'All saved': { de: 'Alles gespeichert', zh: '已全部保存' },
  'Not saved yet': { de: 'Noch nicht gespeichert', zh: '尚未保存' },
  'Saving…': { de: 'Wird gespeichert…', zh: '正在保存…' },
  'Could not be saved': { de: 'Konnte nicht gespeichert werden', zh: '未能保存' },
  'Case number': { de: 'Aktenzeichen', zh: '案件编号' },
  Laboratory: { de: 'Labor', zh: '实验室' },
  'Qualification of the examiner': { de: 'Qualifikation der sachverständigen Person', zh: '鉴定人的资格' },
  'Submitted by': { de: 'Auftraggeber', zh: '委托人' },
  'Received on': { de: 'Eingegangen am', zh: '受理日期' },
  'Purpose: the propositions under examination': {
    de: 'Untersuchungsauftrag: die zu prüfenden Hypothesen',
    zh: '鉴定事项：待检验的假设',
  },
  'Background information received': { de: 'Erhaltene Hintergrundinformationen', zh: '收到的背景信息' },
  'Condition on receipt': { de: 'Zustand bei Eingang', zh: '受理时的状况' },
  'Material not examined, and why': { de: 'Nicht untersuchtes Material und warum', zh: '未检验的材料及原因' },
  'Opinion of the examiner, and what it rests on': {
    de: 'Schlussfolgerung der sachverständigen Person und worauf sie beruht',
    zh: '鉴定人的意见及其依据',
  },
  'with {count, plural, one {# objection} other {# objections}}': {
    de: 'mit {count, plural, one {# Einwand} other {# Einwänden}}',
    zh: '有 {count, number} 项异议',
  },
  'Finalise version {version}?': { de: 'Version {version} abschließen?', zh: '将第 {version} 版定稿？' },
  'Finalise version {version}…': { de: 'Version {version} abschließen…', zh: '第 {version} 版定稿…' },
  'The report is written as final, in the name of {examiner}. Its files are locked and their hashes stand in the journal; there is no way back. What you change afterwards makes version {next}, which names this one.':
    {
      de: 'Der Bericht wird endgültig geschrieben, im Namen von {examiner}. Seine Dateien werden gesperrt, ihre Hashes stehen im Protokoll; das lässt sich nicht rückgängig machen. Was Sie danach ändern, ergibt Version {next}, die diese nennt.',
      zh: '报告将以 {examiner} 的名义写为定稿。其文件将被锁定，哈希值记入日志；此操作无法撤回。此后的更改将形成第 {next} 版，其中注明本版。',
    },
  '{reviewer} reviewed the draft of {at} by {author}, {objections}.': {
    de: '{reviewer} hat den Entwurf vom {at} von {author} geprüft, {objections}.',
    zh: '{reviewer} 复核了 {author} 于 {at} 完成的草稿，{objections}。',
  },
  '{reviewer} reviewed the draft in {language} of {at} by {author}, {objections}.': {
    de: '{reviewer} hat den Entwurf auf {language} vom {at} von {author} geprüft, {objections}.',
    zh: '{reviewer} 复核了 {author} 于 {at} 完成的{language}草稿，{objections}。',
  },
  'A review is printed in the final report if that says the same in the same language, and the author of the draft finalises it.':
    {
      de: 'Eine Prüfung wird im endgültigen Bericht abgedruckt, wenn dieser dasselbe in derselben Sprache sagt und die Person, die den Entwurf verfasst hat, ihn abschließt.',
      zh: '若定稿以相同语言表述相同内容，且由草稿作者定稿，复核意见将印入定稿报告。',
    },
  'The report will be in {language}, in which no draft was reviewed: it will say so.': {
    de: 'Der Bericht wird auf {language} sein; in dieser Sprache wurde kein Entwurf geprüft, und das wird er sagen.',
    zh: '报告将使用{language}，而没有以该语言复核过的草稿：报告会注明这一点。',
  },
  'PDF and JSON with the same content, into {folder}.': {
    de: 'PDF und JSON gleichen Inhalts, in {folder}.',
    zh: '内容相同的 PDF 和 JSON，写入 {folder}。',
  },
  'Final PDF, {count, plural, one {# page} other {# pages}}, with its SHA-256': {
    de: 'Endgültiges PDF, {count, plural, one {# Seite} other {# Seiten}}, mit seinem SHA-256',
    zh: '定稿 PDF，{count, number} 页，及其 SHA-256',
  },
  'Draft PDF, {count, plural, one {# page} other {# pages}}, with its SHA-256': {
    de: 'Entwurf als PDF, {count, plural, one {# Seite} other {# Seiten}}, mit seinem SHA-256',
    zh: '草稿 PDF，{count, number} 页，及其 SHA-256',
  },
  'Draft of version {version}': { de: 'Entwurf der Version {version}', zh: '第 {version} 版草稿' },
  'Final, version {version}': { de: 'Endgültig, Version {version}', zh: '定稿，第 {version} 版' },
  'Final, version {version}, replaced by version {next}': {
    de: 'Endgültig, Version {version}, ersetzt durch Version {next}',
    zh: '定稿，第 {version} 版，已被第 {next} 版取代',
  },
  'Reviewed by {reviewer}, {objections}': {
    de: 'Geprüft von {reviewer}, {objections}',
    zh: '复核人 {reviewer}，{objections}',
  },
  'The review that {reviewer} signed is missing or altered. Put its file back, or:': {
    de: 'Die von {reviewer} unterzeichnete Prüfung fehlt oder ist verändert. Legen Sie ihre Datei zurück, oder:',
    zh: '{reviewer} 签署的复核缺失或已被改动。请放回其文件，或：',
  },
  'Record it as lost': { de: 'Als verloren festhalten', zh: '记录为遗失' },
  'The review that {reviewer} signed is lost, as {examiner} recorded. What it was about is to be reviewed again.':
    {
      de: 'Die von {reviewer} unterzeichnete Prüfung ist verloren, wie {examiner} festgehalten hat. Was sie betraf, ist erneut zu prüfen.',
      zh: '{reviewer} 签署的复核已遗失（由 {examiner} 记录）。其所涉内容须重新复核。',
    },
  'The review names this draft by the SHA-256 of its PDF:': {
    de: 'Die Prüfung bezeichnet diesen Entwurf durch den SHA-256-Wert seines PDF:',
    zh: '复核以 PDF 的 SHA-256 指明本草稿：',
  },
  'Technical review of {draft}': { de: 'Fachliche Prüfung: {draft}', zh: '技术复核：{draft}' },
  'Read the draft, which {author} wrote, and the case. Somebody else than its author answers and signs; the review is printed in the final report as long as nothing that the draft says has changed.':
    {
      de: 'Lesen Sie den Entwurf, den {author} verfasst hat, und den Fall. Eine andere Person als die verfassende antwortet und unterzeichnet; die Prüfung wird im endgültigen Bericht abgedruckt, solange sich nichts geändert hat, was der Entwurf sagt.',
      zh: '请阅读由 {author} 撰写的草稿和案件。由作者以外的人作答并签署；只要草稿内容没有变化，复核意见就会印入定稿报告。',
    },
  'Comment: {text}': { de: 'Anmerkung: {text}', zh: '备注：{text}' },
  'Signed by {examiner}.': { de: 'Unterzeichnet von {examiner}.', zh: '签署人：{examiner}。' },
  '{count, number} left to answer': { de: 'noch {count, number} offen', zh: '尚有 {count, number} 项未答' },
  Yes: { de: 'Ja', zh: '是' },
  No: { de: 'Nein', zh: '否' },
  'Not applicable': { de: 'Nicht zutreffend', zh: '不适用' },
  'Tippett plots': { de: 'Tippett-Diagramme', zh: 'Tippett 图' },
  'Pairs of words': { de: 'Wortpaare', zh: '字词配对' },
  'Journal extract': { de: 'Protokollauszug', zh: '日志摘录' },
  'Glossary for lay readers': { de: 'Glossar für Laien', zh: '面向非专业读者的术语表' },
  ...reviewStatements,
} as const satisfies Catalogue;
