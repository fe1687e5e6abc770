/** Where a command is run: what it says goes there, and answers come from there. */
export interface Terminal {
  /** Whether someone is there to answer. */
  readonly isInteractive: boolean;
  print(text: string): void;
  /** Asks for a yes; anything else is a no. */
  confirm(question: string): Promise<boolean>;
  /** Shows how far a work of so many steps is. */
  progress(title: string, steps: number): Progress;
}

/** A work that is going on. */
export interface Progress {
  /** One more step is done. */
  step(text: string): void;
  end(): void;
}

/** The terminal that this process was started in. */
export async function ownTerminal(): Promise<Terminal> {
  // A closed pipe, as behind `| head`, must not end a change halfway.
  process.stdout.on("error", () => undefined);
  const { confirm, progress } = await import("@clack/prompts");
  const isShown = process.stdout.isTTY;
  return {
    isInteractive: isShown && process.stdin.isTTY,
    print: (text) => {
      console.log(text);
    },
    confirm: async (message) =>
      (await confirm({ message, initialValue: false })) === true,
    progress: (title, steps) => (isShown ? bar(title, steps) : lines()),
  };

  function bar(title: string, steps: number): Progress {
    const shown = progress({ max: steps });
    let done = 0;
    shown.start(title);
    return {
      step: () => {
        done++;
        shown.advance(1, `${title}: ${done} of ${steps}`);
      },
      end: () => {
        shown.stop(`${title}: ${done} of ${steps}`);
      },
    };
  }

  function lines(): Progress {
    return {
      step: (text) => {
        console.log(text);
      },
      end: () => undefined,
    };
  }
}
