import { mostTools, type ReceivedTool } from '../../protocol/clientEvents';
import { isRecord } from '../../protocol/saidError';
import { WrongField } from './wrongField';

/** Tools nest what they are in chat/completions; in Responses they are flat. */
export function chatTools(tools: readonly unknown[]): ReceivedTool[] {
  if (tools.length > mostTools) throw new WrongField('tools', `${mostTools} tools at most`);
  return tools.map((tool, index) => {
    const at = `tools.${index}`;
    const type = isRecord(tool) ? tool['type'] : undefined;
    if (!isRecord(tool) || typeof type !== 'string') throw new WrongField(at, 'a tool with a "type"');
    // Others are of one server or another, as they are in Responses.
    if (type !== 'function' && type !== 'custom') return { ...tool, type, name: undefined };
    const facts = tool[type];
    const name = isRecord(facts) ? facts['name'] : undefined;
    if (!isRecord(facts) || typeof name !== 'string') throw new WrongField(`${at}.${type}.name`, 'text');
    // In Responses a function is strict where nothing is said, in chat/completions it is not.
    const strict = type === 'function' ? { strict: facts['strict'] === true } : {};
    return { ...facts, ...strict, type, name };
  });
}

/** Which tool must be called, in the form of Responses. */
export function chatToolChoice(choice: unknown): unknown {
  if (choice === null || choice === undefined) return undefined;
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice;
  const words = '"auto", "none", "required" or an object that names a tool';
  if (!isRecord(choice)) throw new WrongField('tool_choice', words);
  if (choice['type'] === 'allowed_tools') {
    const allowed = choice['allowed_tools'];
    const tools = isRecord(allowed) ? allowed['tools'] : undefined;
    if (!isRecord(allowed) || !Array.isArray(tools))
      throw new WrongField('tool_choice.allowed_tools', 'a list of tools');
    return { type: 'allowed_tools', mode: allowed['mode'], tools: tools.map(named) };
  }
  return named(choice);
}

function named(tool: unknown): unknown {
  const type = isRecord(tool) ? tool['type'] : undefined;
  const facts = isRecord(tool) && typeof type === 'string' ? tool[type] : undefined;
  if (isRecord(facts) && typeof facts['name'] === 'string') return { type, name: facts['name'] };
  throw new WrongField(
    'tool_choice',
    'the name of a tool, as in {"type":"function","function":{"name":"..."}}',
  );
}
