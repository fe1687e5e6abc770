import type { VNode } from "preact";
import { Copyable } from "./copyable";

const COMMANDS = [
  ["missed", "Whom to call back"],
  ["replay", "Give the server what it missed"],
  ["report", "Write down what happened"],
] as const;

/** The commands for afterwards, ready to copy. */
export function Afterwards({ id }: { readonly id: string }): VNode | null {
  // It goes into a shell: what is no id of ours is not offered.
  if (!/^[0-9a-f]{16}-\d{1,12}$/.test(id)) return null;
  return (
    <section class="part card">
      <h3>Afterwards</h3>
      <ul class="commands">
        {COMMANDS.map(([command, purpose]) => (
          <Copyable
            key={command}
            purpose={purpose}
            text={`npx twilio-fallback incidents ${command} ${id}`}
          />
        ))}
      </ul>
    </section>
  );
}
