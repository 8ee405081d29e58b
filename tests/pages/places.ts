import path from 'node:path';

/** The data sets that lie beside the project, where there are any. */
export const sharedDataFolder = path.resolve(import.meta.dirname, '../../../shared/data');
