package gatehouse.game.pty;

import akka.stream.Attributes;
import akka.stream.Outlet;
import akka.stream.SourceShape;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import gatehouse.game.pty.Ptys.Chunk;

/**
 * Reads a PTY's output as a stream. Each pull asks the epoll thread for one chunk, which comes back
 * as an asynchronous callback: nothing is buffered here.
 */
final class OutputSource extends GraphStage<SourceShape<Chunk>> {

  private final Outlet<Chunk> out = Outlet.create("pty-output.out");
  private final Epoll epoll;
  private final Output output;
  private final long from;

  OutputSource(Epoll epoll, Output output, long from) {
    this.epoll = epoll;
    this.output = output;
    this.from = from;
  }

  @Override
  public SourceShape<Chunk> shape() {
    return SourceShape.of(out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Reading();
  }

  private final class Reading extends GraphStageLogic implements Output.Reader {

    private final AsyncCallback<Chunk> chunks = createAsyncCallback(chunk -> push(out, chunk));
    private final AsyncCallback<PtyException> failures = createAsyncCallback(this::failStage);
    private final Runnable ending;

    private Reading() {
      super(OutputSource.this.shape());
      AsyncCallback<OutputSource> ends = createAsyncCallback(source -> completeStage());
      this.ending = () -> ends.invoke(OutputSource.this);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              onEpollThread(() -> output.pull(Reading.this));
            }
          });
    }

    @Override
    public void preStart() {
      onEpollThread(() -> output.attach(this, from));
    }

    @Override
    public void postStop() {
      epoll.post(() -> output.detach(this));
    }

    private void onEpollThread(Runnable task) {
      if (!epoll.post(task)) {
        failStage(new PtyException("PTYs are closed"));
      }
    }

    @Override
    public void chunk(Chunk chunk) {
      chunks.invoke(chunk);
    }

    @Override
    public void end() {
      ending.run();
    }

    @Override
    public void fail(PtyException why) {
      failures.invoke(why);
    }
  }
}
