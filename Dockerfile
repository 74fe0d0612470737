# One image for each service: docker build --build-arg SERVICE=auth .
# SERVICE is auth, registry, balancer or monitor.

FROM maven:3.9-eclipse-temurin-17 AS build
ARG SERVICE
WORKDIR /src
COPY . .
RUN case "$SERVICE" in \
        auth | registry | balancer | monitor) ;; \
        *) echo "SERVICE: '$SERVICE' (expected: auth, registry, balancer or monitor)" >&2; exit 1 ;; \
    esac \
    && mvn -B -q -ntp -DskipTests -pl "$SERVICE-verticle" -am package \
    && cp "$SERVICE-verticle/target/$SERVICE-verticle-fat.jar" /service.jar

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --no-create-home balanza
COPY jvm.options /jvm.options
COPY --from=build /service.jar /service.jar
# A start alone and without a store, ended after ten seconds: what the JVM has learnt about its classes shortens each
# later start. The secret signs nothing.
RUN JWT_SECRET="$(head -c 48 /dev/urandom | base64)" \
        timeout 10 java @/jvm.options -XX:ArchiveClassesAtExit=/service.jsa -jar /service.jar >/dev/null 2>&1; \
    test -f /service.jsa
USER balanza
ENV JAVA_OPTS="" MALLOC_ARENA_MAX=1
# exec: the JVM is process 1 and gets SIGTERM itself.
ENTRYPOINT ["/bin/sh", "-c", "exec java @/jvm.options -XX:SharedArchiveFile=/service.jsa $JAVA_OPTS -jar /service.jar"]
