import { perceive } from "../../src/emulator/caller/perceive";
import { readAnswer } from "../../src/emulator/caller/read-answer";

const heard = (
  body: string,
  channel: "voice" | "messaging" = "voice",
  contentType = "text/xml; charset=utf-8",
) =>
  perceive(
    readAnswer(
      {
        status: 200,
        url: "http://localhost/",
        headers: { "content-type": contentType },
        body: Buffer.from(body),
      },
      channel,
    ),
    channel,
  );

describe("perceive", () => {
  it("tells what a caller hears, a phrase a verb", () => {
    expect(
      heard(`<Response>
        <Say>Hello <prosody rate="slow">dear</prosody>
          caller</Say>
        <Play>https://example.com/a.mp3</Play>
        <Pause length="2"/>
        <Gather><Say>Press 1</Say></Gather>
        <Record/>
        <Dial><Number>+15550001111</Number></Dial>
        <Redirect>/next</Redirect>
        <Enqueue>support</Enqueue>
        <Reject/>
      </Response>`),
    ).toEqual([
      "“Hello dear caller”",
      "♪ https://example.com/a.mp3",
      "(a pause)",
      "“Press 1”",
      "(is asked for input)",
      "(is recorded)",
      "(is connected to +15550001111)",
      "(goes on at /next)",
      "(waits in the queue support)",
      "(a busy tone)",
    ]);
  });

  it("tells what the sender of a message reads", () => {
    expect(
      heard(
        "<Response><Message>Hi</Message><Message><Body>there</Body><Media>https://example.com/a.png</Media></Message></Response>",
        "messaging",
      ),
    ).toEqual(["“Hi”", "“there”"]);
  });

  it("reads plain text aloud and plays audio, as Twilio does", () => {
    expect(heard("Hello", "voice", "text/plain")).toEqual(["“Hello”"]);
    expect(heard("ID3", "voice", "audio/mpeg")).toEqual([
      "♪ the audio that came",
    ]);
  });
});
