import type Database from 'better-sqlite3';
import type { NamedModel } from '../../../contract/models.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { EmbeddingRecord } from './store.ts';

const LENGTH = 128;

export interface EmbeddingTable {
  find(modelSha256: string, cropSha256s: readonly string[]): Map<string, EmbeddingRecord>;
  /** Keeps a model's name by its hash, also while nothing was encoded with it. To be called inside a transaction. */
  nameModel(model: NamedModel): void;
  /** What the model with this hash is called; undefined for one that was never named. */
  named(modelSha256: string): Pick<NamedModel, 'name' | 'version'> | undefined;
  /** Keeps what is stored already. Returns how many were new. To be called inside a transaction. */
  save(model: NamedModel, rows: readonly EmbeddingRecord[]): number;
}

/** Vectors are stored as 128 float32, little endian: the byte order of every machine that Chirograph runs on. */
export function openEmbeddingTable(connection: Database.Database): EmbeddingTable {
  const find = connection.prepare<
    [string, string],
    { sha256: string; writer: Buffer; word: Buffer; provider: string }
  >(`
    SELECT crop.sha256, embedding.writer, embedding.word, embedding.provider
    FROM (SELECT DISTINCT value FROM json_each(?)) AS chosen
    JOIN crop ON crop.sha256 = chosen.value
    JOIN embedding ON embedding.crop = crop.key
    WHERE embedding.model = (SELECT key FROM model WHERE sha256 = ?)
  `);
  const insertModel = connection.prepare<[string, string, string]>(
    'INSERT INTO model (sha256, name, version) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const modelBy = connection.prepare<[string], { name: string; version: string }>(
    'SELECT name, version FROM model WHERE sha256 = ?',
  );
  const insertCrop = connection.prepare<[string]>(
    'INSERT INTO crop (sha256) VALUES (?) ON CONFLICT DO NOTHING',
  );
  const insert = connection.prepare<[string, string, Buffer, Buffer, string]>(
    `INSERT INTO embedding (model, crop, writer, word, provider)
     VALUES ((SELECT key FROM model WHERE sha256 = ?), (SELECT key FROM crop WHERE sha256 = ?), ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );

  const nameModel = ({ sha256, name, version }: NamedModel): void =>
    void insertModel.run(sha256, name, version);

  return {
    find(modelSha256, cropSha256s) {
      const rows = find.all(JSON.stringify(cropSha256s), modelSha256);
      return new Map(
        rows.map(({ sha256, writer, word, provider }) => [
          sha256,
          { cropSha256: sha256, writer: decode(writer), word: decode(word), provider },
        ]),
      );
    },
    nameModel,
    named: (modelSha256) => modelBy.get(modelSha256),
    save(model, rows) {
      nameModel(model);
      let added = 0;
      for (const { cropSha256, writer, word, provider } of rows) {
        insertCrop.run(cropSha256);
        added += insert.run(model.sha256, cropSha256, encode(writer), encode(word), provider).changes;
      }
      return added;
    },
  };
}

function encode(vector: Float32Array): Buffer {
  if (vector.length !== LENGTH || !vector.every(Number.isFinite)) {
    throw new ChirographError(
      'internal',
      `An embedding has to be ${LENGTH} finite numbers. Nothing was saved; the model may be damaged.`,
    );
  }
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** A copy, so that a vector neither holds on to SQLite's buffer nor starts at an odd byte. */
function decode(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
