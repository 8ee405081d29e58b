import { readFileSync } from 'node:fs';
import { parse as parseSvelte } from 'svelte/compiler';
import typescript from 'typescript-eslint';

/** A text in a source file: written into the markup, or a string of the program. */
export interface SourceText {
  readonly text: string;
  /** `markup` is seen or read out as it stands. */
  readonly kind: 'markup' | 'string';
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Attributes that are read out or shown. */
const READ =
  /^(?:aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label)$/u;
/** Attributes whose strings are names of the program's own. */
const NAMES = /^(?:class|style|id|for|role|type|name|icon|href|d|key|transform|viewBox|data-.*)$/u;
/** Takes CSS selectors. */
const SELECTS = /^(?:querySelector|querySelectorAll|closest|matches|matchMedia)$/u;
/** Where a string is no text: modules, types, names of properties, mistakes of a programmer. */
const APART = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'TSLiteralType',
  'TSTemplateLiteralType',
  'StyleSheet',
  'StyleDirective',
  'Comment',
]);

/** Every text of a Svelte component or a TypeScript module. */
export function textsOf(file: string): SourceText[] {
  const source = readFileSync(file, 'utf8');
  const texts: SourceText[] = [];
  if (file.endsWith('.svelte')) {
    const { fragment, module, instance } = parseSvelte(source, { modern: true });
    for (const part of [fragment, module, instance]) walk(part, texts);
  } else {
    walk(typescript.parser.parseForESLint(source).ast, texts);
  }
  return texts;
}

function walk(value: unknown, texts: SourceText[]): void {
  if (Array.isArray(value)) for (const each of value) walk(each, texts);
  else if (isNode(value)) walkNode(value, texts);
}

/** What an attribute says that is otherwise a name of the program's own. */
function saidIn(value: unknown): unknown {
  const expression = (value as { expression?: Node }).expression;
  return expression?.type === 'CallExpression' && nameOf(expression['callee']) === 'say' ? expression : null;
}

/** The name of a function, or of the method that is called. */
function nameOf(callee: unknown): string {
  const { name, property } = callee as { name?: string; property?: { name?: string } };
  return name ?? property?.name ?? '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function walkNode(node: Node, texts: SourceText[]): void {
  if (node.type === 'ExportNamedDeclaration') walk(node['declaration'], texts);
  if (APART.has(node.type)) return;
  if (node.type === 'CallExpression' && SELECTS.test(nameOf(node['callee']))) {
    walk(node['callee'], texts);
    return;
  }
  if (node.type === 'NewExpression' && /Error$/u.test(nameOf(node['callee']))) {
    walk(
      (node['arguments'] as Node[]).filter(({ type }) => type !== 'Literal'),
      texts,
    );
    return;
  }
  if (node.type === 'Attribute') {
    const name = String(node['name']);
    const values = [node['value']].flat() as unknown[];
    if (NAMES.test(name)) {
      for (const value of values) walk(saidIn(value), texts);
      return;
    }
    for (const value of values) {
      if (isNode(value) && value.type === 'Text') {
        if (READ.test(name)) texts.push({ text: String(value['data']), kind: 'markup' });
      } else walk(value, texts);
    }
    return;
  }
  if (node.type === 'Text') texts.push({ text: String(node['data']), kind: 'markup' });
  else if (node.type === 'Literal' && typeof node['value'] === 'string') {
    texts.push({ text: node['value'], kind: 'string' });
  } else if (node.type === 'TemplateElement') {
    texts.push({ text: (node['value'] as { cooked: string }).cooked, kind: 'string' });
  }
  for (const [field, value] of Object.entries(node)) {
    if (field === 'parent' || field === 'metadata' || field === 'loc' || field === 'tokens') continue;
    if (field === 'key' && node['computed'] === false) continue;
    walk(value, texts);
  }
}
