/**
 * The layer rule: imports point inward. Renderer, preload and shells know the contract; shells know the engine's
 * front door; the folders of the engine form a chain. One entry a folder, with what it must not import.
 */
const engineFolders = [
  'imaging',
  'encoder',
  'comparison',
  'writers',
  'report',
  'evaluation',
  'demo',
  'doctor',
];

/** For each engine folder, the engine folders it may import besides itself and `case`. */
const mayImport = {
  case: [],
  imaging: [],
  encoder: ['imaging'],
  comparison: ['imaging', 'encoder'],
  writers: ['imaging', 'encoder', 'comparison'],
  report: ['imaging', 'encoder', 'comparison', 'writers'],
  evaluation: ['imaging', 'encoder', 'comparison', 'writers'],
  demo: ['imaging'],
  doctor: ['imaging', 'encoder', 'comparison', 'writers', 'report'],
};

const outside = (folder, regex, message) => ({
  files: [`${folder}/**/*.{ts,svelte,js}`],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [].concat(regex).map((each) => ({ regex: each, message })) },
    ],
  },
});

const onlyElectronShell = '^electron(/|$)';
const svelte = '^svelte(/|$)';
/** Packages that need Node; the window runs in a browser. */
const node = '^(node:|better-sqlite3|onnxruntime-node|sharp|pdfkit|fontkit|pino|ws$)';

export const layers = [
  outside(
    'src/contract',
    ['/(main|renderer|preload)/', onlyElectronShell, svelte, node],
    'The contract imports nothing but itself and valibot.',
  ),
  outside(
    'src/renderer',
    ['/(main|preload)/', onlyElectronShell, node],
    'The window knows the contract only.',
  ),
  outside('src/preload', ['/(main|renderer)/', svelte], 'The preload script knows the contract only.'),
  outside(
    'src/main/shells/browser',
    [
      '/engine/(?!(engine|engine-host|workbench)\\.ts$)',
      '/(renderer|preload|electron|cli)/',
      onlyElectronShell,
      svelte,
    ],
    'A shell reaches the engine through its front door.',
  ),
  outside(
    'src/main/shells/electron',
    // engine.ts brings sharp, whose libvips must not load into Electron's process.
    ['/engine/(?!engine-host\\.ts$)', '/(renderer|preload|browser|cli)/', svelte],
    'A shell reaches the engine through its front door.',
  ),
  outside(
    'src/main/shells/cli',
    [
      '/engine/(?!(engine|engine-host|workbench|doctor/doctor)\\.ts$)',
      '/(renderer|preload)/',
      onlyElectronShell,
      svelte,
    ],
    'A shell reaches the engine through its front door.',
  ),
  ...['case', ...engineFolders].map((folder) => {
    const forbidden = engineFolders.filter((other) => other !== folder && !mayImport[folder].includes(other));
    return outside(
      `src/main/engine/${folder}`,
      [
        `(^|/)\\.\\./(${forbidden.join('|')})/`,
        '/(renderer|preload|shells)/',
        '/engine(-host|-process)?\\.ts$',
        onlyElectronShell,
        svelte,
      ],
      `The engine's folders form a chain; "${folder}" may import ${['case', ...mayImport[folder]].filter((f) => f !== folder).join(', ') || 'no other folder'}.`,
    );
  }),
];
