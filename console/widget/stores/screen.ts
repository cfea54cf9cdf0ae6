/** One picture of what the visitor chooses to show; undefined when nothing was chosen. */
export async function captureScreen(): Promise<File | undefined> {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: true }).catch(() =>
    undefined
  );
  if (!stream) return undefined;
  try {
    const video = document.createElement("video");
    video.srcObject = stream;
    video.muted = true;
    await video.play();
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext("2d")!.drawImage(video, 0, 0);
    const picture = await canvas.convertToBlob({ type: "image/png" });
    return new File([picture], "screen.png", { type: "image/png" });
  } finally {
    stream.getTracks().forEach((track) => track.stop());
  }
}
