import { readFileSync } from 'node:fs';
import path from 'node:path';
import { modelsFolder } from '../src/main/engine/models.ts';

const card = JSON.parse(readFileSync(path.join(modelsFolder(), 'chirograph-word.json'), 'utf8')) as {
  name: string;
  version: string;
};

/** The model that comes with the program, as lists and messages call it: name and version. */
export const RELEASED = `${card.name} ${card.version}`;
