import type { Catalogue } from '../catalogue.ts';

/** The journal, and its lines in words. */
export const journal = {
  'Hash of the newest entry': { de: 'Hash des neuesten Eintrags', zh: '最新一条的哈希值' },
  Filter: { de: 'Filter', zh: '筛选' },
  'Filter the entries shown': { de: 'Gezeigte Einträge filtern', zh: '筛选所显示的记录' },
  'At (UTC)': { de: 'Zeit (UTC)', zh: '时间 (UTC)' },
  Action: { de: 'Handlung', zh: '操作' },
  'Parameters and outcome': { de: 'Parameter und Ergebnis', zh: '参数与结果' },
  'Nothing has been done in this case yet.': {
    de: 'In diesem Fall wurde noch nichts getan.',
    zh: '本案尚无任何操作。',
  },
  'No entry read so far fits the filter.': {
    de: 'Kein bisher gelesener Eintrag passt zum Filter.',
    zh: '已读取的记录中没有符合筛选条件的。',
  },
  'Clear the filter': { de: 'Filter aufheben', zh: '清除筛选' },
  'Read older entries': { de: 'Ältere Einträge lesen', zh: '读取更早的记录' },
  'Chain intact, {count, plural, one {# entry} other {# entries}}': {
    de: 'Kette unversehrt, {count, plural, one {# Eintrag} other {# Einträge}}',
    zh: '链条完整，{count, number} 条记录',
  },
  'Chain broken at entry {number, number}': {
    de: 'Kette gebrochen bei Eintrag {number, number}',
    zh: '链条在第 {number, number} 条处断裂',
  },
  '{read, number} of {count, plural, one {# entry} other {# entries}} read': {
    de: '{read, number} von {count, plural, one {# Eintrag} other {# Einträgen}} gelesen',
    zh: '{count, number} 条记录中已读取 {read, number} 条',
  },
  'at the request of the person': { de: 'auf Verlangen der betroffenen Person', zh: '应当事人请求' },
  'since the time to keep it is over': {
    de: 'weil die Aufbewahrungsfrist abgelaufen ist',
    zh: '因保存期限已满',
  },
  'by order of a court': { de: 'auf Anordnung eines Gerichts', zh: '依法院命令' },
  'since it was taken in by mistake': { de: 'weil es irrtümlich aufgenommen wurde', zh: '因误纳入' },
  'for another reason': { de: 'aus anderem Grund', zh: '因其他原因' },
  'for a reason not known here': { de: 'aus einem hier nicht bekannten Grund', zh: '原因在此不明' },
  'Writer erased, {reason}: {counts}': {
    de: 'Schreiber/in gelöscht, {reason}: {counts}',
    zh: '已删除书写人（{reason}）：{counts}',
  },
  'Item erased, {reason}: {counts}': {
    de: 'Schriftstück gelöscht, {reason}: {counts}',
    zh: '已删除材料（{reason}）：{counts}',
  },
  'parts of {count, plural, one {# result} other {# results}}': {
    de: 'Teile von {count, plural, one {# Ergebnis} other {# Ergebnissen}}',
    zh: '{count, number} 项结果的部分内容',
  },
  'Word drawn': { de: 'Wort gezeichnet', zh: '画出字词' },
  'Word moved': { de: 'Wort verschoben', zh: '移动字词' },
  'Word resized': { de: 'Wort in der Größe geändert', zh: '调整字词大小' },
  'Word split': { de: 'Wort geteilt', zh: '拆分字词' },
  'Words merged': { de: 'Wörter verbunden', zh: '合并字词' },
  'Words taken off the page': { de: 'Wörter von der Seite genommen', zh: '从页面移除字词' },
  'Reading order changed': { de: 'Lesereihenfolge geändert', zh: '更改阅读顺序' },
  'Words changed': { de: 'Wörter geändert', zh: '更改字词' },
  '{count, number} off': { de: '{count, number} entfernt', zh: '移除 {count, number} 个' },
  '{count, number} new': { de: '{count, number} neu', zh: '新增 {count, number} 个' },
  '{count, number} back': { de: '{count, number} zurück', zh: '恢复 {count, number} 个' },
  '{edit} ({counts})': { de: '{edit} ({counts})', zh: '{edit}（{counts}）' },
  'Undone: {sentence}': { de: 'Zurückgenommen: {sentence}', zh: '已撤销：{sentence}' },
  'Done again: {sentence}': { de: 'Wiederholt: {sentence}', zh: '已重做：{sentence}' },
  'Case made': { de: 'Fall angelegt', zh: '创建案件' },
  'Case made, of generated writing': {
    de: 'Fall angelegt, mit erzeugter Schrift',
    zh: '创建案件，内容为生成的笔迹',
  },
  'Examiner entered in the case': { de: 'Sachverständige Person im Fall eingetragen', zh: '鉴定人登记入案' },
  'Examiner erased, {reason}': {
    de: 'Sachverständige Person gelöscht, {reason}',
    zh: '已删除鉴定人（{reason}）',
  },
  'Writer entered in the case': { de: 'Schreiber/in im Fall eingetragen', zh: '书写人登记入案' },
  '{item} added as {role}': { de: '{item} hinzugefügt als {role}', zh: '{item} 添加为{role}' },
  '{item} given to another writer': {
    de: '{item} einer anderen Person zugeordnet',
    zh: '{item} 改归另一书写人',
  },
  '{item} sorted from {from} to {to}': {
    de: '{item} umgeordnet von {from} zu {to}',
    zh: '{item} 由{from}改归为{to}',
  },
  '{item} sorted from {from} to {to}, from now on {label}': {
    de: '{item} umgeordnet von {from} zu {to}, von nun an {label}',
    zh: '{item} 由{from}改归为{to}，此后编号为 {label}',
  },
  'File found changed': { de: 'Datei verändert vorgefunden', zh: '发现文件有变动' },
  'File found missing or unreadable': {
    de: 'Datei fehlend oder unlesbar vorgefunden',
    zh: '发现文件缺失或无法读取',
  },
  'File found as it was first seen': {
    de: 'Datei wie zuerst gesehen vorgefunden',
    zh: '发现文件与首次所见一致',
  },
  '{words, plural, one {# word} other {# words}} found on {pages, plural, one {# page} other {# pages}}': {
    de: '{words, plural, one {# Wort} other {# Wörter}} auf {pages, plural, one {# Seite} other {# Seiten}} gefunden',
    zh: '在 {pages, number} 页上找到 {words, number} 个字词',
  },
  '{found}, {count, number} of them left out as printed': {
    de: '{found}, davon {count, number} als gedruckt ausgelassen',
    zh: '{found}，其中 {count, number} 个作为印刷内容略去',
  },
  'Could not be read: {code}': { de: 'Konnte nicht gelesen werden: {code}', zh: '无法读取：{code}' },
  '{count, plural, one {# word} other {# words}} taken out of every comparison': {
    de: '{count, plural, one {# Wort} other {# Wörter}} aus allen Vergleichen genommen',
    zh: '{count, number} 个字词移出所有比对',
  },
  '{count, plural, one {# word marked as a signature} other {# words marked as signatures}}': {
    de: '{count, plural, one {# Wort als Unterschrift} other {# Wörter als Unterschriften}} gekennzeichnet',
    zh: '{count, number} 个字词标为签名',
  },
  '{count, plural, one {# word} other {# words}} taken back into every comparison': {
    de: '{count, plural, one {# Wort} other {# Wörter}} wieder in alle Vergleiche aufgenommen',
    zh: '{count, number} 个字词重新纳入所有比对',
  },
  '{sentence}: {reason}': { de: '{sentence}: {reason}', zh: '{sentence}：{reason}' },
  'Word transcribed': { de: 'Wort transkribiert', zh: '转写字词' },
  'Transcription taken away': { de: 'Transkription entfernt', zh: '移除转写' },
  '{count, plural, one {# word} other {# words}} given to another hand': {
    de: '{count, plural, one {# Wort} other {# Wörter}} einer anderen Schreiberhand zugeordnet',
    zh: '{count, number} 个字词归入另一笔迹',
  },
  '{count, plural, one {# word} other {# words}} given to the item’s own hand': {
    de: '{count, plural, one {# Wort} other {# Wörter}} der eigenen Schreiberhand des Schriftstücks zugeordnet',
    zh: '{count, number} 个字词归入材料本身的笔迹',
  },
  'Hand {number} entered on the item': {
    de: 'Schreiberhand {number} auf dem Schriftstück eingetragen',
    zh: '材料上登记第 {number} 种笔迹',
  },
  'Writer of a hand named': { de: 'Schreiber/in einer Schreiberhand benannt', zh: '指明一种笔迹的书写人' },
  'Writer of a hand taken back': {
    de: 'Schreiber/in einer Schreiberhand zurückgenommen',
    zh: '撤回一种笔迹的书写人',
  },
  '{dpi} dpi, by a scale in the image': {
    de: '{dpi} dpi, nach einem Maßstab im Bild',
    zh: '{dpi} dpi，按图像中的比例尺',
  },
  '{dpi} dpi, by hand': { de: '{dpi} dpi, von Hand', zh: '{dpi} dpi，手动设定' },
  'what the file states': { de: 'Angabe der Datei', zh: '文件所注明的值' },
  'Resolution of page {page} set to {stated}': {
    de: 'Auflösung von Seite {page} festgelegt: {stated}',
    zh: '第 {page} 页的分辨率设为：{stated}',
  },
  'Finding {number}, {kind}, with {count, plural, one {# mark} other {# marks}}': {
    de: 'Befund {number}, {kind}, mit {count, plural, one {# Markierung} other {# Markierungen}}',
    zh: '检验所见 {number}，{kind}，{count, number} 个标记',
  },
  'Finding {number} taken away': { de: 'Befund {number} entfernt', zh: '移除检验所见 {number}' },
  'Picture of page {page} looked at, processed': {
    de: 'Bild von Seite {page} bearbeitet betrachtet',
    zh: '查看第 {page} 页的图像，经处理',
  },
  'Picture of page {page} looked at as it is': {
    de: 'Bild von Seite {page} unverändert betrachtet',
    zh: '查看第 {page} 页的原始图像',
  },
  'Picture of page {page} looked at, processed: {how}': {
    de: 'Bild von Seite {page} bearbeitet betrachtet: {how}',
    zh: '查看第 {page} 页的图像，经处理：{how}',
  },
  '{count, plural, one {# word} other {# words}} encoded on {providers}': {
    de: '{count, plural, one {# Wort} other {# Wörter}} auf {providers} kodiert',
    zh: '在 {providers} 上编码 {count, number} 个字词',
  },
  'The default model chosen again': { de: 'Wieder das Standardmodell gewählt', zh: '重新选用默认模型' },
  'Model chosen, SHA-256 {hash}…': { de: 'Modell gewählt, SHA-256 {hash}…', zh: '选用模型，SHA-256 {hash}…' },
  'Compared: {outcome}': { de: 'Verglichen: {outcome}', zh: '比对：{outcome}' },
  'Searched {writers} with {words}': {
    de: 'Gesucht unter {writers} mit {words}',
    zh: '在 {writers}中检索，{words}',
  },
  'Case form saved': { de: 'Angaben zum Fall gespeichert', zh: '保存案件信息表' },
  '{report} begun, content SHA-256 {hash}…': {
    de: '{report} begonnen, Inhalt SHA-256 {hash}…',
    zh: '{report}：开始，内容 SHA-256 {hash}…',
  },
  '{report} of {count, plural, one {# page} other {# pages}} written, JSON SHA-256 {hash}…': {
    de: '{report} mit {count, plural, one {# Seite} other {# Seiten}} geschrieben, JSON SHA-256 {hash}…',
    zh: '{report}：已写入，{count, number} 页，JSON SHA-256 {hash}…',
  },
  'Technical review of a draft begun': {
    de: 'Fachliche Prüfung eines Entwurfs begonnen',
    zh: '已开始对草稿的技术复核',
  },
  'The file of a signed technical review recorded as lost': {
    de: 'Unterzeichnete fachliche Prüfung: ihre Datei als verloren festgehalten',
    zh: '已签署的技术复核的文件记录为遗失',
  },
  'Technical review of a draft signed, without objection': {
    de: 'Fachliche Prüfung eines Entwurfs unterzeichnet, ohne Einwand',
    zh: '签署一份草稿的技术复核，无异议',
  },
  'Technical review of a draft signed, with {count, plural, one {# objection} other {# objections}}': {
    de: 'Fachliche Prüfung eines Entwurfs unterzeichnet, mit {count, plural, one {# Einwand} other {# Einwänden}}',
    zh: '签署一份草稿的技术复核，有 {count, number} 项异议',
  },
  'Final report, version {version},': {
    de: 'Endgültiger Bericht, Version {version},',
    zh: '定稿报告第 {version} 版',
  },
  'Draft of report version {version}': {
    de: 'Entwurf der Berichtsversion {version}',
    zh: '报告第 {version} 版草稿',
  },
  '{count, number} changed': { de: '{count, number} geändert', zh: '{count, number} 个有变动' },
  '{count, number} missing': { de: '{count, number} fehlend', zh: '{count, number} 个缺失' },
  '{count, number} returned': { de: '{count, number} wieder da', zh: '{count, number} 个恢复' },
  '{count, number} unreadable': { de: '{count, number} unlesbar', zh: '{count, number} 个无法读取' },
  'Opened with {count, plural, one {# item} other {# items}}': {
    de: 'Geöffnet mit {count, plural, one {# Schriftstück} other {# Schriftstücken}}',
    zh: '打开案件，共 {count, number} 份材料',
  },
  'Letter marked on page {page}': { de: 'Buchstabe auf Seite {page} markiert', zh: '在第 {page} 页标记字母' },
  'Letter taken away': { de: 'Buchstabe entfernt', zh: '移除字母' },
  'Set to sequential unmasking: questioned items first': {
    de: 'Auf stufenweise Offenlegung gestellt: fragliche Schriftstücke zuerst',
    zh: '设为逐步揭示：先检验检材',
  },
  '{count, plural, one {# finding} other {# findings}} locked; known items shown from here on': {
    de: '{count, plural, one {# Befund} other {# Befunde}} festgeschrieben; Vergleichsschriften ab hier gezeigt',
    zh: '已锁定 {count, number} 项检验所见；此后显示样本',
  },
  '{count, plural, one {# finding} other {# findings}} locked; scores and others’ findings shown from here on':
    {
      de: '{count, plural, one {# Befund} other {# Befunde}} festgeschrieben; Scores und Befunde anderer ab hier gezeigt',
      zh: '已锁定 {count, number} 项检验所见；此后显示分数和他人的检验所见',
    },
  'Sequential unmasking ended for every examiner: {reason}': {
    de: 'Stufenweise Offenlegung für alle sachverständigen Personen beendet: {reason}',
    zh: '对所有鉴定人结束逐步揭示：{reason}',
  },
  'The model’s reference population chosen again': {
    de: 'Wieder die Referenzpopulation des Modells gewählt',
    zh: '重新选用模型自带的参考总体',
  },
  'Reference population chosen, SHA-256 {hash}…': {
    de: 'Referenzpopulation gewählt, SHA-256 {hash}…',
    zh: '已选用参考总体，SHA-256 {hash}…',
  },
} as const satisfies Catalogue;
