package gatehouse.testkit;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class one {@link ActorTestKit} (or its {@link ActorSystem}) as a parameter. */
public final class Akka implements ParameterResolver, AfterAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Akka.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ActorTestKit.class || type == ActorSystem.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var testKit =
        store(context)
            .computeIfAbsent(ActorTestKit.class, key -> ActorTestKit.create(), ActorTestKit.class);
    return parameter.getParameter().getType() == ActorTestKit.class ? testKit : testKit.system();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getEnclosingTestClasses().size() > 0) {
      return;
    }
    var testKit = store(context).remove(ActorTestKit.class, ActorTestKit.class);
    if (testKit != null) {
      testKit.shutdownTestKit();
    }
  }

  /** The outermost class's store, so that nested classes share its test kit. */
  private static ExtensionContext.Store store(ExtensionContext context) {
    var current = context;
    while (current.getParent().isPresent()
        && current.getParent().get().getTestClass().isPresent()) {
      current = current.getParent().get();
    }
    return current.getStore(NAMESPACE);
  }
}
