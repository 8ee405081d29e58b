import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Every dialog and menu of the window, with the tests in the browser that hold it to WCAG 2.2 AA, and what they do there. */
const WALKED: Readonly<Record<string, readonly [file: string, what: string]>> = {
  'AboutDialog.svelte': ['walk.ts', "inDialog('about')"],
  'CaseView.svelte': ['walk.ts', "at('case: menu of an item')"],
  'ChoiceMenu.svelte': ['walk.ts', "at('appearance')"],
  'CrashReportDialog.svelte': ['road.e2e.ts', "picture('crash-report')"],
  'EditBar.svelte': ['walk.ts', "at('case: hands')"],
  'ExaminerDialog.svelte': ['walk.ts', "at('first start')"],
  'ExclusionMenu.svelte': ['walk.ts', "at('case: reasons to exclude')"],
  'FinaliseDialog.svelte': ['walk.ts', "inDialog('report: finalising')"],
  'Finder.svelte': ['walk.ts', "inDialog('go to')"],
  'FolderBrowser.svelte': ['walk.ts', "at('choosing a folder')"],
  'Header.svelte': ['walk.ts', "at('examiner menu')"],
  'LaboratoryDialog.svelte': ['walk.ts', "inDialog('report: what all have in common')"],
  'LanguageMenu.svelte': ['walk.ts', "at('languages')"],
  'LockFindingsDialog.svelte': ['unmasking.e2e.ts', "'unmasking-lock'"],
  'LockScreen.svelte': ['walk.ts', "at('locked')"],
  'MarkBar.svelte': ['walk.ts', "at('compare: measures')"],
  'ModelsDialog.svelte': ['walk.ts', "inDialog('models: adding a reference population')"],
  'PictureDialog.svelte': ['walk.ts', "inDialog('saving a picture')"],
  'ResolutionDialog.svelte': ['walk.ts', "inDialog('resolution')"],
  'ReviewDialog.svelte': ['walk.ts', "inDialog('report: review')"],
  'ShortcutsDialog.svelte': ['walk.ts', "inDialog('shortcuts')"],
  'UnmaskingDialog.svelte': ['unmasking.e2e.ts', "'unmasking-dialog'"],
  'WordsView.svelte': ['walk.ts', "at('words: a reason to exclude')"],
  'WriterDialog.svelte': ['walk.ts', "inDialog('known writing of whom')"],
};
/** What dialogs and menus are made with. */
const PARTS = new Set(['Dialog.svelte', 'Menu.svelte']);
const OPENS =
  /<(?:dialog|Dialog|Menu|ChoiceMenu|ExclusionMenu)\b|role="(?:dialog|alertdialog|menu)"|popover=/u;

it('each is walked', () => {
  const open = globSync('src/renderer/**/*.svelte')
    .filter((file) => OPENS.test(readFileSync(file, 'utf8')))
    .map((file) => path.basename(file))
    .filter((name) => !PARTS.has(name));
  expect(Object.keys(WALKED)).toEqual(open.toSorted());
  for (const [name, [file, what]] of Object.entries(WALKED)) {
    expect.soft(readFileSync(path.join('tests/e2e', file), 'utf8'), name).toContain(what);
  }
});
