import type { Catalogue } from '../catalogue.ts';

/** The journal extract, and what a report says of software and integrity. */
export const record = {
  'Journal extract': { de: 'Auszug aus dem Protokoll', zh: '日志摘录' },
  Journal: { de: 'Protokoll', zh: '日志' },
  'The journal of this case is empty.': {
    de: 'Das Protokoll dieses Falls ist leer.',
    zh: '本案的日志为空。',
  },
  'Entries {first} to {last} of {total, plural, one {# entry} other {# entries}}. Every entry holds the hash of the one before it; the head of the chain before this report was begun is':
    {
      de: 'Einträge {first} bis {last} von {total, plural, one {# Eintrag} other {# Einträgen}}. Jeder Eintrag enthält den Hashwert des vorhergehenden; der Hashwert des letzten Eintrags vor Beginn dieses Berichts ist',
      zh: '第{first}至{last}条记录，共{total, number}条。每条记录均含其前一条的哈希值；开始制作本报告之前，最新一条记录的哈希值为',
    },
  'The chain is broken at entry {entry}: the journal was changed outside this program.': {
    de: 'Die Kette ist bei Eintrag {entry} gebrochen: Das Protokoll wurde außerhalb dieses Programms verändert.',
    zh: '链条在第{entry}条记录处断裂：日志在本程序之外被改动。',
  },
  'The chain is broken at entry unknown: the journal was changed outside this program.': {
    de: 'Die Kette ist bei unbekanntem Eintrag gebrochen: Das Protokoll wurde außerhalb dieses Programms verändert.',
    zh: '链条在某条记录处断裂（条目不明）：日志在本程序之外被改动。',
  },
  'Time (UTC)': { de: 'Zeit (UTC)', zh: '时间（UTC）' },
  By: { de: 'Von', zh: '操作人' },
  Action: { de: 'Vorgang', zh: '操作' },
  Subject: { de: 'Gegenstand', zh: '对象' },
  Hash: { de: 'Hashwert', zh: '哈希值' },
  case: { de: 'Fall', zh: '案件' },
  comparison: { de: 'Vergleich', zh: '比对' },
  search: { de: 'Suche', zh: '检索' },
  '{subjects} and {more} more': { de: '{subjects} und {more} weitere', zh: '{subjects}等，另有{more}项' },

  'Software and integrity': { de: 'Software und Integrität', zh: '软件与完整性' },
  Software: { de: 'Software', zh: '软件' },
  Platform: { de: 'Plattform', zh: '平台' },
  Encoder: { de: 'Encoder', zh: '编码器' },
  'none in use': { de: 'keiner in Verwendung', zh: '未使用' },
  '{name} {version}, input contract {input}, computed by {provider}': {
    de: '{name} {version}, Eingabevertrag {input}, berechnet durch {provider}',
    zh: '{name} {version}，输入规范{input}，由{provider}计算',
  },
  'Content of this report': { de: 'Inhalt dieses Berichts', zh: '本报告的内容' },
  'Of the JSON in this PDF and of the file written beside it, which hold the same content and every word box and crop hash. Verifying either reads the evidence again and recomputes hashes, crops, embeddings and scores.':
    {
      de: 'Des JSON in diesem PDF und der daneben geschriebenen Datei, die beide denselben Inhalt sowie jeden Wortrahmen und jeden Hashwert der Ausschnitte enthalten. Bei der Nachprüfung eines der beiden werden die Beweismittel erneut gelesen und Hashwerte, Ausschnitte, Merkmalsvektoren und Scores neu berechnet.',
      zh: '即本PDF内所含JSON及与其一并写出的JSON文件的哈希值；二者均含有相同的内容，以及每个字词的框和裁切图的哈希值。核验其中任一者时，将重新读取证据，并重新计算哈希值、裁切图、嵌入向量和分数。',
    },
  'Content of this report, for programs that recompute it from the evidence': {
    de: 'Inhalt dieses Berichts, für Programme, die ihn aus den Beweismitteln neu berechnen',
    zh: '本报告的内容，供根据证据重新计算的程序使用',
  },
} as const satisfies Catalogue;
