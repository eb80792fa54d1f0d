package gatehouse.game.pty;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Libc} of the C library in this process: each method's prototype is read off its
 * Java signature.
 */
@SuppressWarnings("restricted") // Native calls are what this class is for.
final class LibcBinding implements InvocationHandler {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  /** Where a call leaves its {@code errno}. */
  private final ThreadLocal<MemorySegment> state =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

  private final Map<Method, MethodHandle> functions =
      Arrays.stream(Libc.class.getMethods())
          .collect(toUnmodifiableMap(method -> method, LibcBinding::function));

  private LibcBinding() {}

  static Libc bind() {
    return (Libc)
        Proxy.newProxyInstance(
            Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, new LibcBinding());
  }

  @Override
  public Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    var function = functions.get(method);
    if (function == null || arguments == null) {
      throw new UnsupportedOperationException(method.getName());
    }
    var withState = new Object[arguments.length + 1];
    withState[0] = state.get();
    System.arraycopy(arguments, 0, withState, 1, arguments.length);
    return switch ((Object) function.invokeExact(withState)) {
      case Integer failed when failed == -1 -> -errno();
      case Long failed when failed == -1 -> (long) -errno();
      case MemorySegment text -> text.reinterpret(Errno.LONGEST_DESCRIPTION);
      case Object result -> result;
    };
  }

  private int errno() {
    return (int) ERRNO.get(state.get(), 0L);
  }

  private static MethodHandle function(Method method) {
    var symbol =
        LINKER
            .defaultLookup()
            .find(method.getName())
            .orElseThrow(
                () -> new PtyException("needs glibc 2.34 or newer, which has " + method.getName()));
    var options = new ArrayList<Linker.Option>(List.of(Linker.Option.captureCallState("errno")));
    var variadic = method.getAnnotation(Libc.Variadic.class);
    if (variadic != null) {
      options.add(Linker.Option.firstVariadicArg(variadic.named()));
    }
    var parameters =
        Arrays.stream(method.getParameterTypes())
            .map(LibcBinding::layout)
            .toArray(MemoryLayout[]::new);
    var function = FunctionDescriptor.of(layout(method.getReturnType()), parameters);
    var handle = LINKER.downcallHandle(symbol, function, options.toArray(Linker.Option[]::new));
    return handle
        .asType(handle.type().generic())
        .asSpreader(Object[].class, handle.type().parameterCount());
  }

  private static MemoryLayout layout(Class<?> type) {
    if (type == int.class) {
      return ValueLayout.JAVA_INT;
    } else if (type == long.class) {
      return ValueLayout.JAVA_LONG;
    } else if (type == short.class) {
      return ValueLayout.JAVA_SHORT;
    } else if (type == MemorySegment.class) {
      return ValueLayout.ADDRESS;
    }
    throw new IllegalArgumentException("no C type for " + type);
  }
}
