# Speaks chat/completions to a gateway through the Python packages `openai` and `litellm` (by which aider asks its models),
# and says what came of it as JSON lines. Arguments: base URL, key.
import json
import sys

import litellm
import openai

base_url, key = sys.argv[1:3]
client = openai.OpenAI(base_url=base_url, api_key=key, max_retries=0)


def report(**fact):
    print(json.dumps(fact), flush=True)


def asked(content):
    return {"model": "replay", "messages": [{"role": "user", "content": content}]}


whole = client.chat.completions.create(**asked("hi"))
report(what="openai whole", text=whole.choices[0].message.content, end=whole.choices[0].finish_reason)

text, usage = "", None
stream = client.chat.completions.create(**asked("hi"), stream=True, stream_options={"include_usage": True})
for chunk in stream:
    usage = chunk.usage or usage
    for choice in chunk.choices:
        text += choice.delta.content or ""
report(what="openai streamed", text=text, counted=usage is not None and usage.completion_tokens > 0)

tools = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}}}}]
first = client.chat.completions.create(**asked("use a tool"), tools=tools).choices[0]
call = first.message.tool_calls[0]
result = {"role": "tool", "tool_call_id": call.id, "content": "the tool has seen it"}
again = [{"role": "user", "content": "use a tool"}, first.message, result]
last = client.chat.completions.create(model="replay", messages=again, tools=tools).choices[0]
report(what="openai tools", end=first.finish_reason, arguments=call.function.arguments, text=last.message.content)

with client.chat.completions.create(**asked("long"), stream=True) as left:
    next(iter(left))
report(what="openai left")

for streamed in (False, True):
    try:
        client.chat.completions.create(**asked("be busy"), stream=streamed)
    except openai.RateLimitError as error:
        report(what="openai busy", status=error.status_code, code=error.code)

text = ""
try:
    for chunk in client.chat.completions.create(**asked("break"), stream=True):
        text += chunk.choices[0].delta.content or ""
except openai.APIError as error:
    report(what="openai broken", text=text, code=error.code)

litellm.telemetry = False
through = {"model": "openai/replay", "api_base": base_url, "api_key": key, "num_retries": 0}
messages = [{"role": "user", "content": "hi"}]
text = ""
for chunk in litellm.completion(**through, messages=messages, stream=True):
    text += chunk.choices[0].delta.content or ""
report(what="litellm streamed", text=text)
asked_tool = [{"role": "user", "content": "use a tool"}]
called = litellm.completion(**through, messages=asked_tool, tools=tools).choices[0]
report(what="litellm tools", end=called.finish_reason, name=called.message.tool_calls[0].function.name)
