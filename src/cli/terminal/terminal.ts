/** What a command says, and whom it asks. */
export interface Terminal {
  /** Whether someone is there to answer. */
  readonly isInteractive: boolean;
  /** Whether what is printed is looked at in a terminal, and not read from a pipe or a file. */
  readonly isScreen: boolean;
  /** How many columns a line may take. */
  readonly columns: number;
  /** Prints a text and a line feed. Colours are left out where they are not wanted. */
  readonly print: (text: string) => void;
  /** The same, on standard error. */
  readonly warn: (text: string) => void;
  /** Asks for a yes; anything else is a no. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Shows how far a work of so many steps is. */
  readonly progress: (title: string, steps: number) => Promise<Progress>;
}

/** A work that is going on. */
export interface Progress {
  /** One more step is done. */
  step(text: string): void;
  end(): void;
}
