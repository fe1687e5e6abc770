import type { VNode } from "preact";
import { useState } from "preact/hooks";

interface CopyableProps {
  readonly text: string;
  /** What it is for. */
  readonly purpose: string;
}

/** A command, ready to copy. */
export function Copyable({ text, purpose }: CopyableProps): VNode {
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
      },
      () => {
        setCopied(false); // not allowed: the text can be selected all the same
      },
    );
  };
  return (
    <li class="command">
      <span>{purpose}</span>
      <code>{text}</code>
      <button
        type="button"
        aria-label={`${isCopied ? "Copied" : "Copy"}: ${text}`}
        onClick={copy}
        onBlur={() => {
          setCopied(false);
        }}
      >
        {isCopied ? "Copied" : "Copy"}
      </button>
    </li>
  );
}
