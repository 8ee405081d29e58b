import { globSync, readFileSync } from 'node:fs';
import typescript from 'typescript-eslint';

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A sentence as the engine may say it, with something in the place of each value, and where it is made. */
export interface EngineSentence {
  readonly text: string;
  readonly at: string;
}

/** What of measuring on labelled material a window can start as well. */
const SAID_WHILE_VALIDATING =
  /engine\/evaluation\/(?:check-material|manifest|validate|measure-evidence|measuring-thread|embed-images|embed-datasets|prepare-images)\.ts$/u;
/**
 * Where sentences for a window are made. Not: what only the command line does with labelled material, the program's own
 * check of an installation, and what stops a shell before there is a window.
 */
const SAID_TO_A_WINDOW = globSync([
  'src/main/engine/**/*.ts',
  'src/contract/wire.ts',
  'src/main/user-data.ts',
  'src/main/shells/browser/session*.ts',
  'src/main/shells/electron/window-ipc.ts',
]).filter(
  (file) =>
    SAID_WHILE_VALIDATING.test(file) ||
    !/engine\/(?:evaluation|doctor|workbench\.ts|plain-node\.ts|demo\/real-case\.ts)/u.test(file),
);

/** What stands for a value that the program puts in, by its name; each of them where it is one of several words. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  message: ['Cancelled. What was finished before is kept.'],
  remedy: ['Install Chirograph again.'],
  stale: ['Items, their assignment or the words in use have changed since.'],
  reason: ['the file is missing'],
  where: ['7', 'Page 7 of 7'],
  what: ['report', 'picture'],
  found: ['7 words', '7 separate marks'],
  kind: ['item', 'writer', 'examiner'],
  more: ['has other files attached to it, which were not read'],
};
const VALUE = '7';
/** Words that other modules put into a sentence, by the function or table that has them, each in a sentence where it needs one. */
const CLAUSES: readonly (readonly [file: string, name: string, sentence?: (clause: string) => string])[] = [
  ['src/main/engine/report/figures.ts', 'UNSEEN'],
  ['src/main/engine/case/folder.ts', 'reasonUnreadable'],
  ['src/main/engine/case/folder.ts', 'reasonNotToRead'],
  ['src/main/engine/case/folder.ts', 'OTHER_KINDS'],
  ['src/main/engine/case/lock-notice.ts', 'whereHeld'],
  ['src/main/engine/imaging/preparation-pool.ts', 'reasonOf'],
  ['src/main/engine/handlers/comparison-handlers.ts', 'staleness'],
  ['src/main/engine/evaluation/manifest.ts', 'refusal'],
  ['src/main/engine/evaluation/manifest.ts', 'misread'],
  [
    'src/main/engine/imaging/pdf.ts',
    'besides',
    (more) => `7 ${more}. Look at it with another program, and save what matters as a file of its own.`,
  ],
];
/** Alternatives that lie within each other are followed this far. */
const MOST_DEPTH = 6;

/** Every sentence that a problem or a refusal of the engine may be, and every clause of one; each alternative by itself. */
export function engineSentences(): EngineSentence[] {
  return [
    ...SAID_TO_A_WINDOW.flatMap((file) => {
      const source = new Source(file);
      return source
        .messages()
        .flatMap(({ node, line }) => source.textsOf(node).map((text) => ({ text, at: `${file}:${line}` })));
    }),
    ...CLAUSES.flatMap(([file, name, sentence = (clause) => clause]) =>
      new Source(file)
        .valuesOf(name)
        .filter((clause) => clause !== '')
        .map((clause) => ({ text: sentence(clause), at: `${file}: ${name}` })),
    ),
  ];
}

/** The named nodes of a module, so that a text is followed to where it is written. */
class Source {
  readonly #all: Node[] = [];

  constructor(file: string) {
    collect(typescript.parser.parseForESLint(readFileSync(file, 'utf8')).ast, this.#all, null);
  }

  /** What is said: the second argument of an error, and the message of an object that has a code beside it. */
  messages(): { readonly node: Node; readonly line: number }[] {
    const found: { node: Node; line: number }[] = [];
    const add = (node: Node | undefined, at: Node): void => {
      const { start } = at['loc'] as { start: { line: number } };
      if (node !== undefined) found.push({ node, line: start.line });
    };
    for (const node of this.#all) {
      if (node.type === 'NewExpression' && named(node['callee']) === 'ChirographError') {
        add((node['arguments'] as Node[])[1], node);
      }
      if (node.type === 'ObjectExpression') {
        const properties = node['properties'] as Node[];
        const of = (name: string): Node | undefined =>
          properties.find((each) => each.type === 'Property' && named(each['key']) === name);
        if (of('code') !== undefined || of('line') !== undefined || of('heldBy') !== undefined) {
          add(of('message')?.['value'] as Node | undefined, node);
        }
      }
    }
    return found;
  }

  /** What a function of this name may return, or a table of this name holds. */
  valuesOf(name: string): string[] {
    const of = (node: unknown): string[] => this.textsOf(node as Node);
    const returned = this.#returnedBy(name, of);
    if (returned !== null) return returned.filter((text) => text !== VALUE);
    const table = this.#declared(name);
    if (table?.type === 'ObjectExpression') {
      return (table['properties'] as Node[]).flatMap(({ value }) => of(value));
    }
    if (table?.type === 'ArrayExpression') {
      return (table['elements'] as Node[]).flatMap((row) => of((row['elements'] as Node[]).at(-1)));
    }
    throw new Error(`nothing is called ${name}`);
  }

  /** Every text that an expression may be. */
  textsOf(node: Node, depth = 0): string[] {
    const of = (other: unknown): string[] => this.textsOf(other as Node, depth + 1);
    if (depth > MOST_DEPTH) return [VALUE];
    switch (node.type) {
      case 'Literal':
        return node['value'] === null ? [] : [String(node['value'])];
      case 'TemplateLiteral':
        return this.#template(node, of);
      case 'BinaryExpression':
        return node['operator'] === '+' ? joined(of(node['left']), of(node['right'])) : [VALUE];
      case 'ConditionalExpression':
        return [...of(node['consequent']), ...of(node['alternate'])];
      case 'LogicalExpression':
        return [...of(node['left']), ...of(node['right'])];
      case 'AwaitExpression':
        return of(node['argument']);
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
        return of(node['expression']);
      case 'Identifier':
        return this.#identifier(node, of);
      case 'MemberExpression':
        return this.#member(node, of);
      case 'CallExpression':
        return this.#call(node, of);
      default:
        return [VALUE];
    }
  }

  #template(node: Node, of: (other: unknown) => string[]): string[] {
    const expressions = node['expressions'] as Node[];
    return (node['quasis'] as { value: { cooked: string } }[]).reduce<string[]>(
      (texts, { value }, at) => {
        const next = expressions[at];
        return joined(texts, next === undefined ? [value.cooked] : joined([value.cooked], of(next)));
      },
      [''],
    );
  }

  #identifier(node: Node, of: (other: unknown) => string[]): string[] {
    const name = node['name'] as string;
    const scope = enclosingFunctions(node);
    for (const each of [...scope, null]) {
      const at = each === null ? -1 : (each['params'] as Node[]).findIndex((param) => named(param) === name);
      if (each !== null && at >= 0) return this.#argument(each, at, name, of);
      const declared = this.#all.filter(
        (other) =>
          ((other.type === 'VariableDeclarator' && named(other['id']) === name && other['init'] !== null) ||
            (other.type === 'AssignmentExpression' && named(other['left']) === name)) &&
          (enclosingFunctions(other)[0] ?? null) === each,
      );
      if (declared.length > 0) {
        return orSampled(
          declared.flatMap((other) => of(other['init'] ?? other['right'])),
          name,
        );
      }
    }
    return sampled(name);
  }

  /** What is given for a parameter by those who call its function in this module. */
  #argument(owner: Node, at: number, name: string, of: (other: unknown) => string[]): string[] {
    const parent = owner['parent'] as Node | null;
    const called = named(owner['id']) ?? (parent === null ? undefined : named(parent['id'] ?? parent['key']));
    const given = this.#all
      .filter(
        (other) =>
          other.type === 'CallExpression' && called !== undefined && named(other['callee']) === called,
      )
      .map((other) => (other['arguments'] as Node[])[at])
      .filter((argument) => argument !== undefined);
    return orSampled(given.flatMap(of), name);
  }

  /** A value of a table that is written out in this module, or a value by its name. */
  #member(node: Node, of: (other: unknown) => string[]): string[] {
    const table = node['computed'] === true ? this.#declared(named(node['object'])) : undefined;
    if (table?.type === 'ObjectExpression') {
      return (table['properties'] as Node[]).flatMap(({ value }) => of(value));
    }
    return sampled(named(node['property']));
  }

  #declared(name: string | undefined): Node | undefined {
    let value = this.#all.find(
      (other) => other.type === 'VariableDeclarator' && named(other['id']) === name,
    )?.['init'] as Node | undefined;
    while (/^TS(?:As|Satisfies)Expression$/u.test(value?.type ?? '')) value = value?.['expression'] as Node;
    return value;
  }

  #call(node: Node, of: (other: unknown) => string[]): string[] {
    const name = named(node['callee']);
    // A message of the catalogue, of which the compiler knows that it has one.
    if (name === 'engineText') return SAMPLES['message'] as string[];
    return (name === undefined ? null : this.#returnedBy(name, of)) ?? [VALUE];
  }

  #returnedBy(name: string, of: (other: unknown) => string[]): string[] | null {
    const called = this.#all.find(
      (other) =>
        (other.type === 'FunctionDeclaration' && named(other['id']) === name) ||
        (other.type === 'MethodDefinition' && named(other['key']) === name) ||
        (other.type === 'VariableDeclarator' &&
          named(other['id']) === name &&
          (other['init'] as Node | null)?.type === 'ArrowFunctionExpression'),
    );
    if (called === undefined) return null;
    const owner = (called['init'] ?? called['value'] ?? called) as Node;
    const body = owner['body'] as Node;
    if (body.type !== 'BlockStatement') return of(body);
    return this.#all
      .filter((other) => other.type === 'ReturnStatement' && enclosingFunctions(other)[0] === owner)
      .flatMap((other) => (other['argument'] === null ? [] : of(other['argument'])));
  }
}

const sampled = (name: string | undefined): string[] => [...(SAMPLES[name ?? ''] ?? [VALUE])];

/** What a value may be as far as it is written out; else what stands for it. */
function orSampled(texts: readonly string[], name: string): string[] {
  const written = texts.filter((text) => text !== VALUE);
  return written.length === 0 ? sampled(name) : written;
}

const joined = (before: readonly string[], after: readonly string[]): string[] =>
  before.flatMap((first) => after.map((second) => first + second));

/** The name of an identifier, of a property, or of the method that is called. */
function named(node: unknown): string | undefined {
  const { name, property, left } = (node ?? {}) as { name?: string; property?: unknown; left?: unknown };
  return name ?? (property === undefined ? (left === undefined ? undefined : named(left)) : named(property));
}

const FUNCTION = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/u;

/** The functions that a node lies in, the innermost first. */
function enclosingFunctions(node: Node): Node[] {
  const found: Node[] = [];
  for (let at = node['parent'] as Node | null; at !== null; at = at['parent'] as Node | null) {
    if (FUNCTION.test(at.type)) found.push(at);
  }
  return found;
}

function collect(value: unknown, all: Node[], parent: Node | null): void {
  if (Array.isArray(value)) for (const each of value) collect(each, all, parent);
  if (typeof value !== 'object' || value === null || typeof (value as Node).type !== 'string') return;
  const node = value as Node;
  all.push(node);
  Object.assign(node, { parent });
  for (const [field, inside] of Object.entries(node)) {
    if (!['parent', 'loc', 'tokens', 'comments'].includes(field)) collect(inside, all, node);
  }
}
