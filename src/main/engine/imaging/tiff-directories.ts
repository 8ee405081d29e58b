/** An entry of a directory. */
export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Place of the value, or of the offset to one that is too large for an entry. */
  readonly value: number;
}

/** Reads the image file directories of TIFF 6.0 and BigTIFF; what lies outside the bytes throws a RangeError. */
export class TiffReader {
  /** BigTIFF. */
  readonly wide: boolean;
  readonly #bytes: Buffer;
  readonly #little: boolean;

  /** @param bytes begin with the header; all offsets count from there. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#little = bytes.readUInt8(0) === 0x49;
    this.wide = this.u16(2) === 43;
  }

  u16(at: number): number {
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  u32(at: number): number {
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  /** An offset or a count, as wide as they are in this file. */
  offset(at: number): number {
    return this.wide ? this.#u64(at) : this.u32(at);
  }

  /** An eight-byte rational: it lies inside a BigTIFF entry, and behind an offset in a TIFF one. */
  rational({ value }: TiffEntry): number {
    const at = this.wide ? value : this.u32(value);
    return this.u32(at) / this.u32(at + 4);
  }

  /** The entries of each directory in the chain; at most `most` directories, so that a ring ends. */
  *chain(most: number): Generator<Iterable<TiffEntry>> {
    let directory = this.offset(this.wide ? 8 : 4);
    for (let count = 0; directory !== 0 && count < most; count++) {
      yield this.entries(directory);
      directory = this.next(directory);
    }
  }

  /** The directory that follows this one in its chain; 0 for none. */
  next(directory: number): number {
    return this.offset(this.#firstEntry(directory) + this.#count(directory) * this.#entryBytes);
  }

  *entries(directory: number): Generator<TiffEntry> {
    const first = this.#firstEntry(directory);
    const count = this.#count(directory);
    for (let entry = 0; entry < count; entry++) {
      const at = first + entry * this.#entryBytes;
      yield {
        tag: this.u16(at),
        type: this.u16(at + 2),
        count: this.offset(at + 4),
        value: at + (this.wide ? 12 : 8),
      };
    }
  }

  get #entryBytes(): number {
    return this.wide ? 20 : 12;
  }

  #firstEntry(directory: number): number {
    return directory + (this.wide ? 8 : 2);
  }

  #count(directory: number): number {
    return this.wide ? this.#u64(directory) : this.u16(directory);
  }

  #u64(at: number): number {
    return Number(this.#little ? this.#bytes.readBigUInt64LE(at) : this.#bytes.readBigUInt64BE(at));
  }
}
