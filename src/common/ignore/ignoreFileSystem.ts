/** The part of a file system that ignore files are read from. Paths are absolute, `/` as separator. */
export interface IgnoreFileSystem {
  /** The text of a file; undefined when there is none. Rejects when there is one and it cannot be read. */
  read(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
  /** Where the person's own files of git are, where this is the file system that they are on. */
  readonly person?: PersonalGit | undefined;
}

/** Where a person's own files of git are; paths are absolute, `/` as separator. */
export interface PersonalGit {
  /** What `~` stands for. */
  readonly home: string;
  /** The files of settings that hold for all repositories, the weaker ones first. */
  readonly configs: readonly string[];
  /** Rules for all repositories, where no setting names others. */
  readonly excludes: string;
}

/** The same files, each read once; for one look. */
export function readingOnce(files: IgnoreFileSystem): IgnoreFileSystem {
  const known = new Map<string, Promise<string | undefined>>();
  return {
    ...files,
    exists: path => files.exists(path),
    read: path => {
      const reading = known.get(path) ?? files.read(path);
      known.set(path, reading);
      return reading;
    },
  };
}
