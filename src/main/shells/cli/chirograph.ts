import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ErasureReason } from '../../../contract/erasure.ts';
import { MOST_HITS } from '../../../contract/results.ts';
import type { Problem } from '../../../contract/schema.ts';
import { OpenedStage, UnmaskingEndReason } from '../../../contract/unmasking.ts';
import { toProblem } from '../../../contract/wire.ts';
import { CHARTS } from '../../../contract/chart-choice.ts';
import { LANGUAGES } from '../../../language/language.ts';
import { errorSection, logSection, machineSection, thisRun, writeCrashReport } from '../../crash-report.ts';
import { softwareName } from '../../engine/installation.ts';
import { userDataDirectory } from '../../places.ts';
import { err, out } from './terminal.ts';

/** Exit codes, a contract: 0 done, 1 failed, 2 wrong use. */
const FAILED = 1;
const WRONG_USE = 2;

const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('give a whole number above 0');
  return value;
};

const hits = (text: string): number => {
  const value = positive(text);
  if (value > MOST_HITS) throw new InvalidArgumentError(`give ${MOST_HITS} at most`);
  return value;
};

const port = (text: string): number => {
  const value = positive(text);
  if (value > 65_535) throw new InvalidArgumentError('give a port from 1 to 65535');
  return value;
};

/** How labelled material is told. */
const MANIFEST = `
The manifest is CSV in UTF-8, a row an image, with the columns
  path     of the image, from --root or the manifest's folder
  dataset  the set it is of: pairs never cross sets
  kind     word, page, signature or character
  writer   one person in all sets: people who only share a name or a number are named apart
and, where it is known,
  sheet    the page, form or scan that a word was cut from: two words of one sheet are no pair by one writer
  text, genuine (of a signature: 1, or 0 for a forgery), forger, medium, script, resolution (pixels an inch), split, note`;

/** Gathers an option that may be given more than once. */
const gathered = (text: string, before: readonly string[] = []): string[] => [...before, text];
/** A day is the longest: what is never to lock says so with 0. */
const minutes = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0 || value > 1440) {
    throw new InvalidArgumentError('give whole minutes up to 1440, or 0 for never');
  }
  return value;
};

/** What a script that asked for JSON gets in place of a result: one object on standard output, as for a result. */
function printFailure(problem: Problem): void {
  if (process.argv.includes('--json')) out(JSON.stringify({ error: problem }, null, 2));
}

/** The code of a command is loaded once it is chosen: help and doctor work where a package of another one does not. */
const later =
  <A extends unknown[]>(load: () => Promise<(...given: A) => unknown>) =>
  async (...given: A): Promise<void> => {
    await (
      await load()
    )(...given);
  };

function program(): Command {
  const chirograph = new Command('chirograph')
    .description(
      'Forensic handwriting examination: compare questioned with known writing, search, report, verify.',
    )
    .version(softwareName(), '-V, --version')
    .showHelpAfterError('(chirograph --help lists the commands)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => out(text.trimEnd()), writeErr: (text) => err(text.trimEnd()) });

  const command = (usage: string, description: string): Command =>
    chirograph
      .command(usage)
      .description(description)
      .option('--json', 'print JSON, a stable contract, instead of text');
  const writing = (made: Command): Command =>
    made
      .option('--examiner <name>', 'who acts; the identity saved in the app where left out')
      .option('--initials <initials>', 'their initials')
      .option('--role <role>', 'their role');

  writing(command('case <folder>', 'open a folder as a case, find its words and encode them')).action(
    later(async () => (await import('./case-commands.ts')).caseCommand),
  );
  command('pair <imageA> <imageB>', 'two word images: same word? same writer?').action(
    later(async () => (await import('./case-commands.ts')).pairCommand),
  );
  writing(command('compare <folder>', 'compare questioned with known items'))
    .requiredOption(
      '--questioned <items...>',
      'exhibit labels (Q1; of a further hand, Q1/2) or paths in the case',
    )
    .requiredOption('--known <items...>', 'exhibit labels, paths, or the name of a writer')
    .action(later(async () => (await import('./case-commands.ts')).compareCommand));
  writing(
    command(
      'signatures <folder>',
      'list the signatures marked in a case, or compare a questioned one with known ones',
    ),
  )
    .option('--mark <items...>', 'first mark all of each page of these items as one signature')
    .option('--questioned <signature>', 'its label: Q1, or "Q1 (2)" for the second of that item')
    .option(
      '--known <signatures...>',
      'K1 for all of that item, "K1 (2)" for its second alone, or the name of a writer for all of theirs',
    )
    .action(later(async () => (await import('./signatures-command.ts')).signaturesCommand));
  writing(command('search <folder>', 'rank the known writers by nearness to questioned items'))
    .requiredOption(
      '--questioned <items...>',
      'exhibit labels (Q1; of a further hand, Q1/2) or paths in the case',
    )
    .option(
      '--top <n>',
      `writers to list, and who shares the rank of the last; ${MOST_HITS} at most`,
      hits,
      10,
    )
    .action(later(async () => (await import('./case-commands.ts')).searchCommand));
  writing(command('report <folder>', 'write PDF and JSON of the comparisons and searches that stand'))
    .option('--out <file.pdf>', "where, in a folder that is there; the case's reports folder where left out")
    .option('--final', 'lock it: what changes later makes another version')
    .addOption(
      new Option(
        '--language <language>',
        "of the PDF; where left out, the case form's or the laboratory's",
      ).choices(LANGUAGES),
    )
    .addOption(
      new Option(
        '--charts <charts...>',
        'what is drawn of results and letters; without it what the case form keeps, or scores and letters',
      ).choices([...CHARTS, 'none']),
    )
    .action(later(async () => (await import('./case-commands.ts')).reportCommand));
  writing(command('reports <folder>', 'list the reports of a case: state, version, date, hash')).action(
    later(async () => (await import('./case-commands.ts')).reportsCommand),
  );
  writing(
    command('review <folder> [answers.json]', 'sign the technical review of a draft, or print its list'),
  )
    .option(
      '--draft <PDF or SHA-256>',
      'which draft was reviewed; may be left out where only one was written since the last final report',
    )
    .option('--lost', 'record that the files of signed reviews are lost, so that they can be repeated')
    .action(later(async () => (await import('./review-command.ts')).reviewCommand));
  writing(
    command('findings <folder>', 'print the findings that were marked in a case, with their measurements'),
  )
    .addOption(
      new Option('--format <format>', 'w3c: as W3C Web Annotation JSON, with who made each and when').choices(
        ['w3c'],
      ),
    )
    .action(later(async () => (await import('./case-commands.ts')).findingsCommand));
  writing(
    command(
      'unmasking <folder>',
      'sequential unmasking of a case: what you see, who locked which findings when',
    ),
  )
    .option('--begin', 'set the case to it: questioned items first, known items and scores veiled')
    .addOption(
      new Option('--to <stage>', 'lock what you found, for good, and go on to the next stage').choices(
        OpenedStage.options,
      ),
    )
    .addOption(
      new Option('--end <reason>', 'end it for every examiner, once nothing is veiled from you').choices(
        UnmaskingEndReason.options,
      ),
    )
    .action(later(async () => (await import('./unmasking-command.ts')).unmaskingCommand));
  command(
    'verify <target>',
    'recompute what a case folder or a report (JSON or PDF) holds, from the evidence',
  )
    .option('--case <folder>', 'the case folder of a report that was moved out of it')
    .action(later(async () => (await import('./case-commands.ts')).verifyCommand));
  command('erase <folder>', 'erase what a case holds of a writer, an item or an examiner')
    .option('--writer <name>', 'a writer, with every item of theirs')
    .option('--item <label>', 'an item, such as K3')
    .option('--examiner <name>', 'the name, initials and role of an examiner')
    .addOption(
      new Option('--reason <code>', 'why; goes into the journal for good')
        .choices(ErasureReason.options)
        .makeOptionMandatory(),
    )
    .option('--note <text>', 'words about it, kept beside the journal and not part of its chain')
    .option('--dry-run', 'say what would be erased and what would be left, and change nothing')
    .option('--by <name>', 'who acts; the identity saved in the app where left out')
    .option('--initials <initials>', 'their initials')
    .option('--role <role>', 'their role')
    .action(later(async () => (await import('./erase-command.ts')).eraseCommand));
  command('crops <manifest>', "write the encoder's input for every labelled image")
    .requiredOption('--out <folder>', 'folder to write, in one that is there')
    .option('--root <folder>', "folder that the manifest's paths start from; its own where left out")
    .option('--split <split>', 'only rows of this split')
    .option('--dataset <dataset>', 'only rows of this dataset')
    .addOption(
      new Option('--as <encoder>', 'whose input: signatures and words can be written as signatures')
        .choices(['word', 'signature'])
        .default('word'),
    )
    .action(later(async () => (await import('./workbench-commands.ts')).cropsCommand));
  command('embed <images...>', 'embeddings of word images')
    .option('--model <file.onnx>', 'a word model in place of the one that Chirograph comes with')
    .action(later(async () => (await import('./workbench-commands.ts')).embedCommand));
  command('evaluate <manifest>', 'measure discrimination on labelled material through the production path')
    .option('--root <folder>', "folder that the manifest's paths start from; its own where left out")
    .option('--split <split>', 'only rows of this split')
    .option('--dataset <dataset>', 'only rows of this dataset')
    .option('--seed <n>', 'seed of the document draws and of the bootstrap', positive, 1)
    .option('--model <file.onnx>', 'a model in place of the one of its task that Chirograph comes with')
    .addHelpText('after', MANIFEST)
    .action(later(async () => (await import('./workbench-commands.ts')).evaluateCommand));
  command('reference <manifest>', 'measure the reference population of the model on labelled material')
    .requiredOption('--out <file.json>', 'file to write, in a folder that is there')
    .option('--root <folder>', "folder that the manifest's paths start from; its own where left out")
    .option('--split <split>', 'only rows of this split')
    .option('--seed <n>', 'seed of the document draws', positive, 1)
    .option('--model <file.onnx>', 'a word model in place of the one that Chirograph comes with')
    .addHelpText('after', MANIFEST)
    .action(later(async () => (await import('./workbench-commands.ts')).referenceCommand));
  command('validate <manifest>', 'measure likelihood ratios on labelled material, by writers apart')
    .addOption(
      new Option('--as <subject>', 'what is compared: writing, or signatures with simulations of them')
        .choices(['writing', 'signature'])
        .default('writing'),
    )
    .option('--root <folder>', "folder that the manifest's paths start from; its own where left out")
    .option('--split <split>', 'only rows of this split')
    .option('--dataset <datasets...>', 'only rows of these datasets')
    .option('--seed <n>', 'seed of the draws, of the groups of writers and of the bootstrap', positive, 1)
    .option('--model <file.onnx>', 'a model in place of the one that Chirograph comes with')
    .option(
      '--calibration <file.json>',
      'measure this calibration, or that of this reference; where left out, one is made of the material itself',
    )
    .option(
      '--save <file.json>',
      'write the calibration that was made, in a folder that is there, for "models calibrate" or "populations add"',
    )
    .option('--name <name>', "what the population is called; the manifest's name where left out")
    .addHelpText('after', MANIFEST)
    .action(later(async () => (await import('./validate-command.ts')).validateCommand));
  command(
    'metrics <scores.json>',
    'Cllr with its parts, devPAV, ELUB, and the LRs by PAV and logistic regression, of scores of known origin',
  ).action(later(async () => (await import('./metrics-command.ts')).metricsCommand));
  command(
    'laboratory [laboratory.json]',
    'print or set what all reports have in common: name, address, wording, logo',
  )
    .option('--logo <file>', 'a PNG or JPEG for the head of reports')
    .option('--no-logo', 'take the logo away')
    .action(later(async () => (await import('./laboratory-command.ts')).laboratoryCommand));
  command('scale [scale.json]', 'the words for likelihood ratios: print them, or set your own')
    .option('--default', 'go back to the scale that Chirograph comes with')
    .action(later(async () => (await import('./scale-command.ts')).scaleCommand));
  command('bench', 'speed and memory on this computer, as ratios').action(
    later(async () => (await import('./bench-command.ts')).benchCommand),
  );
  writing(command('demo', 'generate the demo case, compare, search, report, verify'))
    .option('--real [manifest]', "a case composed from real word images where the project's data is present")
    .option('--out <folder>', 'folder to make the case in, which must not exist yet; the one it lies in must')
    .action(later(async () => (await import('./demo-command.ts')).demoCommand));
  command(
    'doctor [folder]',
    'what is installed, whether it works here, the health of a case, and what to do',
  ).action(later(async () => (await import('./doctor-command.ts')).doctorCommand));
  command('serve', 'the app in a browser on this computer')
    .option('--port <n>', 'port; any free one where left out', port)
    .option(
      '--root <folder>',
      'folder in which cases may be opened, with all that lies in it; may be given more than once; your home folder ' +
        'where left out. Demo cases are always there too',
      gathered,
    )
    .option(
      '--idle-lock <minutes>',
      'lock the window after so long without input; 0 never locks it',
      minutes,
      15,
    )
    .option(
      '--remote <host>',
      'serve other computers too, on this address; needs --root and the next three options',
    )
    .option('--tls-cert <file.pem>', 'certificate, with its chain')
    .option('--tls-key <file.pem>', "the certificate's private key, readable by its owner only")
    .option('--users <file.json>', 'who may log in; "chirograph users add" writes it')
    .option('--host-name <names...>', "names under which browsers reach it, besides the certificate's")
    .action(later(async () => (await import('./window-commands.ts')).serveCommand));
  const users = chirograph.command('users').description('who may log in to "serve --remote"');
  const ofUsers = (usage: string, description: string): Command =>
    users
      .command(usage)
      .description(description)
      .option('--json', 'print JSON, a stable contract, instead of text');
  ofUsers('add <file>', 'add a user, or give one a new password: asked for, or a line of standard input')
    .requiredOption('--name <name>', 'full name, for the login, the journal and reports')
    .requiredOption('--initials <initials>', 'their initials')
    .requiredOption('--role <role>', 'their role')
    .action(later(async () => (await import('./users-command.ts')).addUserCommand));
  ofUsers('list <file>', 'list the users').action(
    later(async () => (await import('./users-command.ts')).listUsersCommand),
  );
  ofUsers('remove <file>', 'take a user out')
    .requiredOption('--name <name>', 'their name')
    .action(later(async () => (await import('./users-command.ts')).removeUserCommand));
  const models = chirograph
    .command('models')
    .description(
      "models of this computer: the program's and your own, named by name, name and version, or hash",
    );
  const ofModels = (usage: string, description: string): Command =>
    models
      .command(usage)
      .description(description)
      .option('--json', 'print JSON, a stable contract, instead of text');
  ofModels('list', 'list the models').action(
    later(async () => (await import('./models-command.ts')).listModelsCommand),
  );
  ofModels('show <model>', 'its card: data with terms, figures, limits; and whether it runs here').action(
    later(async () => (await import('./models-command.ts')).showModelCommand),
  );
  ofModels(
    'add <file.onnx>',
    'take in a model of your own, with the card and the reference or calibration beside it',
  ).action(later(async () => (await import('./models-command.ts')).addModelCommand));
  ofModels(
    'calibrate <model> [calibration.json]',
    'use a calibration of your own material, made by validate --save; without a file, say which is used',
  )
    .option('--remove', 'take your own away: that which came with the model counts again')
    .action(later(async () => (await import('./models-command.ts')).calibrateModelCommand));
  ofModels('remove <model>', 'remove a model of your own').action(
    later(async () => (await import('./models-command.ts')).removeModelCommand),
  );
  writing(ofModels('use <folder> <model>', 'choose the model that a case computes with')).action(
    later(async () => (await import('./models-command.ts')).useModelCommand),
  );
  const populations = chirograph
    .command('populations')
    .description(
      'reference populations of this computer that likelihood ratios are calibrated on, named by name or hash',
    );
  const ofPopulations = (usage: string, description: string): Command =>
    populations
      .command(usage)
      .description(description)
      .option('--json', 'print JSON, a stable contract, instead of text');
  ofPopulations('list', 'what each stands on, what its ratios cost, which cases use it').action(
    later(async () => (await import('./populations-command.ts')).listPopulationsCommand),
  );
  ofPopulations(
    'add <calibration.json>',
    'take in what validate --save wrote: for cases to choose, or to verify results of signatures',
  ).action(later(async () => (await import('./populations-command.ts')).addPopulationCommand));
  ofPopulations('remove <population>', 'remove one that was added').action(
    later(async () => (await import('./populations-command.ts')).removePopulationCommand),
  );
  writing(
    ofPopulations(
      'use <folder> <population>',
      'choose the population of a case; "model" goes back to that of its model',
    ),
  ).action(later(async () => (await import('./populations-command.ts')).usePopulationCommand));
  command('gui', 'the app: Electron where its program is to be had, the browser otherwise').action(
    later(async () => (await import('./window-commands.ts')).guiCommand),
  );
  return chirograph;
}

/** An internal error is a defect of ours: leaves what helps to find it, without names, and says where. */
function leaveReport(error: unknown): void {
  const userData = userDataDirectory();
  const report = writeCrashReport(userData, 'cli', process.pid, [
    errorSection(error, `Internal error of ${softwareName()}`),
    machineSection(),
    logSection(userData, 'cli', thisRun()),
  ]);
  if (report !== null) err(`A report without names or content is in ${report.file}`);
}

try {
  await program().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed its message already; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
    if (error.exitCode !== 0) {
      printFailure({ code: 'invalid-arguments', message: error.message.replace(/^error: /u, '') });
    }
  } else {
    const problem = toProblem(error);
    err(`chirograph: ${problem.message}`);
    if (problem.code === 'internal') {
      if (problem.details !== undefined) err(problem.details);
      leaveReport(error);
    }
    printFailure(problem);
    process.exitCode = problem.code === 'invalid-arguments' ? WRONG_USE : FAILED;
  }
}
