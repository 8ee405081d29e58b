/** Lines as the engine writes them, to look at: action, parameters, number of subjects. */
export const JOURNAL: readonly (readonly [string, unknown, number])[] = [
  ['examiner.add', { identity: '3f'.repeat(32) }, 1],
  ['case.create', { synthetic: true }, 1],
  [
    'case.open',
    {
      changed: [],
      items: 8,
      missing: [],
      new: 8,
      returned: [],
      unreadable: 0,
      versions: { node: '24.21.0', schema: 2, sqlite: '3.54.1', wordInput: 1 },
    },
    1,
  ],
  ['writer.add', { identity: 'c0'.repeat(32) }, 1],
  [
    'item.add',
    { bytes: 48213, label: 'K1', role: 'known', sha256: 'a7'.repeat(32), writer: 'writer-00001' },
    1,
  ],
  ['item.add', { bytes: 90110, label: 'U1', role: 'unassigned', sha256: 'b4'.repeat(32), writer: null }, 1],
  [
    'item.assign',
    {
      from: { label: 'U1', role: 'unassigned', writer: null },
      to: { label: 'Q2', role: 'questioned', writer: null },
    },
    1,
  ],
  ['item.prepare', { excluded: [], pages: 1, sha256: 'a7'.repeat(32), words: 64 }, 1],
  ['item.failure', { code: 'format-not-read' }, 1],
  ['embeddings.save', { count: 512, model: 'd2'.repeat(32), providers: ['cpu'] }, 0],
  ['word.exclude', { excluded: true, items: ['item-0001'] }, 3],
  ['model.use', { default: false, model: 'd3'.repeat(32) }, 0],
  ['comparison.run', { knownWords: 212, model: 'd2'.repeat(32), questionedWords: 64, score: 0.831 }, 4],
  ['search.run', { hits: [], model: 'd2'.repeat(32), questionedWords: 64, searched: 3 }, 2],
  ['report.begin', { contentSha256: '9e'.repeat(32), pdfSha256: '11'.repeat(32) }, 3],
  ['report.export', { jsonSha256: '5d'.repeat(32), pages: 6, pdfSha256: '11'.repeat(32) }, 3],
  [
    'writer.erase',
    { embeddings: 40, erasure: '7c', items: 1, reason: 'request', results: [{}], words: 41 },
    2,
  ],
  ['something.later', { of: 'a version that this one does not know' }, 1],
];

export const WITNESS = {
  lines: 20,
  contradiction: {
    line: 18,
    message:
      'The journal ends at line 17, but this computer has seen line 18 written. Either an older or another copy of the case was put in its place, which is legitimate if you know of it, or the journal was altered. If it is legitimate, delete /home/ada/.config/chirograph/witness/0b1c2d3e: a new witness then begins.',
  },
};
