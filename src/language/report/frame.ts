import type { Catalogue } from '../catalogue.ts';

/** What frames a report: its head and foot, the form, the statements of the examiner, and where things stand in it. */
export const frame = {
  'Handwriting examination report': {
    de: 'Bericht über die Handschriftenuntersuchung',
    zh: '笔迹检验报告',
  },
  'Handwriting examination report, case {number}': {
    de: 'Bericht über die Handschriftenuntersuchung, Aktenzeichen {number}',
    zh: '笔迹检验报告，案件编号{number}',
  },
  'Handwriting examination': { de: 'Handschriftenuntersuchung', zh: '笔迹检验' },
  'Case {number}': { de: 'Aktenzeichen {number}', zh: '案件编号{number}' },
  'Case number not stated': { de: 'Aktenzeichen nicht angegeben', zh: '未注明案件编号' },
  DRAFT: { de: 'ENTWURF', zh: '草稿' },
  SYNTHETIC: { de: 'SYNTHETISCH', zh: '合成材料' },
  'content {hash}': { de: 'Inhalt {hash}', zh: '内容{hash}' },
  'Page {page} of {pages}': { de: 'Seite {page} von {pages}', zh: '第{page}页，共{pages}页' },
  'Logo of {laboratory}': { de: 'Logo von {laboratory}', zh: '{laboratory}的标志' },
  'Logo of the laboratory': { de: 'Logo des Labors', zh: '实验室的标志' },
  'SYNTHETIC CASE: made for demonstration. None of the writing in it is by a person.': {
    de: 'SYNTHETISCHER FALL: zur Vorführung erzeugt. Keine der Schriften darin stammt von einer Person.',
    zh: '合成案件：为演示而生成，其中没有任何书写内容出自真人之手。',
  },
  'in English: “{sentence}”': { de: 'auf Englisch: „{sentence}“', zh: '英文原文：“{sentence}”' },
  'not stated': { de: 'nicht angegeben', zh: '未注明' },

  'Case number': { de: 'Aktenzeichen', zh: '案件编号' },
  Laboratory: { de: 'Labor', zh: '实验室' },
  Address: { de: 'Anschrift', zh: '地址' },
  Examiner: { de: 'Sachverständige Person', zh: '鉴定人' },
  '{name} ({initials}), {role}': { de: '{name} ({initials}), {role}', zh: '{name}（{initials}），{role}' },
  Qualification: { de: 'Qualifikation', zh: '资格' },
  'Submitted by': { de: 'Auftraggeber', zh: '委托人' },
  'Received on': { de: 'Eingegangen am', zh: '受理日期' },
  'Report made': { de: 'Bericht erstellt', zh: '报告生成时间' },
  Case: { de: 'Fall', zh: '案件' },
  '{name} (folder {folder})': { de: '{name} (Ordner {folder})', zh: '{name}（文件夹{folder}）' },
  'Case opened': { de: 'Fall angelegt', zh: '案件建立时间' },
  State: { de: 'Stand', zh: '状态' },
  'Final, version {version}. What changes later makes another version.': {
    de: 'Endgültig, Version {version}. Was sich später ändert, ergibt eine weitere Version.',
    zh: '定稿，第{version}版。此后的任何改动另成新版。',
  },
  'Draft of version {version}: it may still change, and is not to be relied on.': {
    de: 'Entwurf der Version {version}: Er kann sich noch ändern und darf nicht als Grundlage verwendet werden.',
    zh: '第{version}版的草稿：仍可能改动，不得作为依据。',
  },
  'Takes the place of': { de: 'Ersetzt', zh: '取代' },
  'Would take the place of': { de: 'Würde ersetzen', zh: '将取代' },
  'version {version}, whose content has the SHA-256': {
    de: 'Version {version}, deren Inhalt den SHA-256-Wert hat',
    zh: '第{version}版，其内容的SHA-256为',
  },
  'Purpose of the examination': { de: 'Untersuchungsauftrag', zh: '鉴定事项' },
  'Background information received': { de: 'Erhaltene Hintergrundinformationen', zh: '收到的背景信息' },
  'Condition on receipt': { de: 'Zustand bei Eingang', zh: '受理时的状况' },

  'Unexamined material': { de: 'Nicht untersuchtes Material', zh: '未检验的材料' },
  'Items of the case that stand in no result of this report: {items}.': {
    de: 'Schriftstücke des Falls, die in keinem Ergebnis dieses Berichts vorkommen: {items}.',
    zh: '本案中未出现在本报告任何结果里的材料：{items}。',
  },
  'Items of the case that stand in no result and no finding of this report: {items}.': {
    de: 'Schriftstücke des Falls, die in keinem Ergebnis und keinem Befund dieses Berichts vorkommen: {items}.',
    zh: '本案中未出现在本报告任何结果或检验所见里的材料：{items}。',
  },
  'Opinion and signature': { de: 'Schlussfolgerung und Unterschrift', zh: '鉴定意见与签名' },
  '{name}, {qualification}': { de: '{name}, {qualification}', zh: '{name}，{qualification}' },
  '{name}, {role}, reviewer': { de: '{name}, {role}, prüfende Person', zh: '{name}，{role}，复核人' },
  'Reviewed by (name and signature)': {
    de: 'Geprüft von (Name und Unterschrift)',
    zh: '复核人（姓名与签名）',
  },
  Date: { de: 'Datum', zh: '日期' },

  '{label}, line {line}': { de: '{label}, Zeile {line}', zh: '{label}第{line}行' },
  '{label}, page {page}, line {line}': {
    de: '{label}, Seite {page}, Zeile {line}',
    zh: '{label}第{page}页第{line}行',
  },
  '{label}, page {page}, line {line}, word {word}': {
    de: '{label}, Seite {page}, Zeile {line}, Wort {word}',
    zh: '{label}第{page}页第{line}行第{word}个字词',
  },
} as const satisfies Catalogue;
