// One chat through the AI SDK's own Chat, transport, parser and schemas, as `useChat` has it in a page.
// Reads {api, questions, adapted, body} as JSON, writes what the chat holds at the end as JSON.
import { AbstractChat, DefaultChatTransport } from "ai";

class Chat extends AbstractChat {
  constructor(transport) {
    const state = {
      status: "ready",
      error: undefined,
      messages: [],
      pushMessage: (message) => void state.messages.push(message),
      popMessage: () => void state.messages.pop(),
      replaceMessage: (index, message) => void (state.messages[index] = message),
      snapshot: structuredClone,
    };
    super({ state, transport });
  }
}

const textOf = (message) => message.parts.map((part) => part.text ?? "").join("");

/** The body of a client that asks within a stored conversation. */
const adapted = ({ messages }) => {
  const told = messages.flatMap((message) => message.parts).findLast((part) => part.type === "data-status");
  const conversation_id = told?.data.conversation_id ?? null;
  return { body: { message: textOf(messages.at(-1)), conversation_id, stream: true } };
};

let input = "";
for await (const piece of process.stdin) input += piece;
const asked = JSON.parse(input);
const options = { api: asked.api, body: asked.body };
const chat = new Chat(
  new DefaultChatTransport(asked.adapted ? { ...options, prepareSendMessagesRequest: adapted } : options),
);
for (const text of asked.questions) await chat.sendMessage({ text });
const { status, error, messages } = chat;
console.log(JSON.stringify({ status, error: error?.message ?? null, messages }));
