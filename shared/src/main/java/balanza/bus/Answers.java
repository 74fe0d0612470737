package balanza.bus;

import balanza.contract.Request;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** The type that answers a request, read once from {@code record X(...) implements SomeRequest<Answer>}. */
final class Answers {
    private static final ClassValue<Class<?>> TYPES = new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> request) {
            for (Type implemented : request.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType parameterized
                        && parameterized.getActualTypeArguments()[0] instanceof Class<?> answer) {
                    return answer;
                }
            }
            throw new IllegalArgumentException(request + " does not say what answers it");
        }
    };

    private Answers() {}

    @SuppressWarnings("unchecked") // The compiler has checked it: R is the argument that is read here.
    static <R> Class<R> typeOf(Request<R> request) {
        return (Class<R>) TYPES.get(request.getClass());
    }
}
