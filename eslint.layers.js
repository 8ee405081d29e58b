/**
 * The layer rule: imports point inward. All know the languages; renderer, preload and shells know the contract; shells know
 * the engine's front door; the folders of the engine form a chain. One entry a folder, with what it must not import.
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

/** The ways to load a module that `no-restricted-imports` does not see, each with where it keeps the name. */
const otherImports = (name) => [
  `ImportExpression > Literal.source${name}`,
  `TSImportType Literal${name}`,
  `CallExpression[callee.name='require'] > Literal${name}`,
  `CallExpression[callee.object.name='require'][callee.property.name='resolve'] > Literal${name}`,
  `CallExpression[callee.callee.name='createRequire'] > Literal${name}`,
];
/** A name that is put together while the program runs cannot be held against any rule. */
const computedImport = {
  selector: 'ImportExpression > :not(Literal).source',
  message: 'A module is loaded by a name written out, so that the layer rule can be checked.',
};

/** One rule of the table: files of these patterns must not load what one of the expressions fits, in any way. */
const forbid = (files, expressions, message) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: expressions.map((regex) => ({ regex, message })) }],
    'no-restricted-syntax': [
      'error',
      computedImport,
      ...expressions
        .flatMap((regex) => otherImports(`[value=/${regex.replaceAll('/', '\\/')}/]`))
        .map((selector) => ({ selector, message })),
    ],
  },
});

/** A rule for all files below a folder. */
const outside = (folder, expressions, message) =>
  forbid([`${folder}/**/*.{ts,svelte,js}`], expressions, message);

const onlyElectronShell = '^electron(/|$)';
const svelte = '^svelte(/|$)';
/** Packages that need Node; the window runs in a browser. */
const node = '^(node:|better-sqlite3|onnxruntime-node|sharp|pdfkit|fontkit|pino|ws$)';

export const layers = [
  outside(
    'src/language',
    ['/(main|renderer|preload|contract)/', onlyElectronShell, svelte, node],
    'Languages know nothing of what is said in them.',
  ),
  outside(
    'src/contract',
    ['/(main|renderer|preload)/', onlyElectronShell, svelte, node],
    'The contract imports nothing but itself, the languages and valibot.',
  ),
  outside(
    'src/renderer',
    ['/(main|preload)/', onlyElectronShell, node],
    'The window knows the contract and the languages only.',
  ),
  outside('src/preload', ['/(main|renderer)/', svelte], 'The preload script knows the contract only.'),
  forbid(
    ['src/main/*.ts'],
    ['/(engine|shells|renderer|preload)/', onlyElectronShell, svelte],
    'What engine and shells share knows neither of them.',
  ),
  forbid(
    ['src/main/shells/*.ts'],
    [
      // Electron's process reads these files too: what brings sharp must not come with them.
      '/engine/(?!(engine-host|installation)\\.ts$)',
      '/(renderer|preload|electron|cli)/',
      onlyElectronShell,
      svelte,
    ],
    'What the shells share starts an engine and a browser shell, and knows no window.',
  ),
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
      '/engine/(?!(engine|engine-host|installation|workbench|doctor/doctor)\\.ts$)',
      '/(renderer|preload)/',
      onlyElectronShell,
      svelte,
    ],
    'A shell reaches the engine through its front door.',
  ),
  forbid(
    ['src/main/engine/*.ts'],
    ['/(renderer|preload|shells)/', onlyElectronShell, svelte],
    'The engine knows no shell and no window.',
  ),
  outside(
    'src/main/engine/handlers',
    ['/(renderer|preload|shells)/', '/engine(-host|-process)?\\.ts$', onlyElectronShell, svelte],
    "The contract's methods are put together by engine.ts and know no shell.",
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
