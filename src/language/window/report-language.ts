import type { Catalogue } from '../catalogue.ts';

/** The language of a report, which is its own. */
export const reportLanguage = {
  'Language of the report': { de: 'Sprache des Berichts', zh: '报告语言' },
  'As in all reports': { de: 'Wie in allen Berichten', zh: '与所有报告相同' },
  'Language of reports, where a case names no other': {
    de: 'Sprache der Berichte, wo ein Fall keine andere nennt',
    zh: '报告语言（案件未另行指定时）',
  },
  'Other wording for reports in one language': {
    de: 'Anderer Wortlaut für Berichte in einer Sprache',
    zh: '用于某一语言报告的其他文字',
  },
  'Language of this wording': { de: 'Sprache dieses Wortlauts', zh: '此文字的语言' },
  'Name of the laboratory': { de: 'Name des Labors', zh: '实验室名称' },
  Address: { de: 'Anschrift', zh: '地址' },
  'Above the items': { de: 'Über den Schriftstücken', zh: '材料之前' },
  'Below the signatures': { de: 'Unter den Unterschriften', zh: '签名之后' },
} as const satisfies Catalogue;
