# The service's image: built from the sources alone, laid out in layers, with an ahead-of-time cache of a service that has served.
#
#   docker build -t session-service .

# pinned by version; an update is a commit. Any JDK 25 and JRE 25 of the same build will do.
ARG JDK_IMAGE=eclipse-temurin:25.0.3_9-jdk-noble
ARG JRE_IMAGE=eclipse-temurin:25.0.3_9-jre-noble

FROM ${JDK_IMAGE} AS build
# a repository to take Maven from, where Apache's archive is out of reach
ARG MVNW_REPOURL=
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY db db
COPY docs/openapi docs/openapi
COPY src/main src/main
# the secret is optional: settings.xml of a site with a repository of its own
RUN --mount=type=cache,target=/cache/maven \
    --mount=type=secret,id=maven-settings,target=/run/secrets/settings.xml \
    MAVEN_USER_HOME=/cache/maven ./mvnw -B -q -Dmaven.repo.local=/cache/maven/repository $([ -f /run/secrets/settings.xml ] && echo -s /run/secrets/settings.xml) -Dmaven.test.skip=true package \
    && java -Djarmode=tools -jar target/session-service.jar extract --layers --destination /layers
# in a layer of its own for the build: it wants a JDK, and no Maven
COPY docker docker
RUN docker/generate-context.sh /layers/application/session-service.jar /layers/dependencies/lib
COPY src/test/java/io/sessionservice/image/TrainingClient.java src/test/java/io/sessionservice/image/TrainingRun.java /training/
RUN --mount=type=cache,target=/cache/maven \
    --mount=type=secret,id=maven-settings,target=/run/secrets/settings.xml \
    MAVEN_USER_HOME=/cache/maven docker/training-libraries.sh /training/lib -Dmaven.repo.local=/cache/maven/repository $([ -f /run/secrets/settings.xml ] && echo -s /run/secrets/settings.xml) \
    && javac -proc:none -d /training -cp '/training/lib/*' /training/*.java docker/FillCache.java

FROM ${JRE_IMAGE} AS service
WORKDIR /app
# seldom changed first, so that an update of the service alone is a small pull
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./

# The ahead-of-time cache (JEP 483, 514, 515) holds the classes of one run, loaded and linked, and what the JVM learnt of them while it
# served, on a PostgreSQL of its own. Made from the stage that is shipped and not in the build's, since it is good for this very JVM
# and these very files. By a user with a name who is not root: PostgreSQL starts for no other.
FROM service AS training
COPY --from=build /training /training
USER nobody
RUN java -cp '/training:/training/lib/*:/app/lib/*' FillCache /app/session-service.jar /tmp/session-service.aot

FROM service
COPY --from=training --chown=0:0 --chmod=0444 /tmp/session-service.aot ./

# To be replaced as a whole to tune. The rest of 384 MiB is for classes, compiled code and threads; see docs/operations.md.
# SweeperThreshold: or each 10 MB of newly compiled code, three times in the first minutes, cost a full collection of 0.1 to
# 0.3 s; with this only a code cache that is nearly full does. TrimNativeHeapInterval: what the compilers have allocated and freed goes
# back to the system. Figures: docs/adr/0077.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=40 -XX:MaxMetaspaceSize=144m -XX:ReservedCodeCacheSize=64m -XX:SweeperThreshold=100 -XX:TrimNativeHeapInterval=10000"
# The compilers take and give back memory by the MB; each arena of the allocator keeps what lies between what is in use (docs/adr/0081).
ENV MALLOC_ARENA_MAX=2

ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="session-service" \
      org.opencontainers.image.description="Self-hosted session backend for apps that speak the QuickBlox session API" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${JRE_IMAGE}"

# a number, so that Kubernetes can see that it is not root
USER 10001:10001
EXPOSE 8080 8081
# No HEALTHCHECK: it would need a program in the image to ask /readyz with; orchestrators ask from outside.
# No shell in between: the JVM is process 1 and gets SIGTERM. No UsePerfData: it writes files that nobody reads.
# InitialRAMPercentage: a heap that begins at the usual 1/64 of a small container cannot take in the cache's objects, and the JVM
# then refuses to start.
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=/app/session-service.aot", "-XX:InitialRAMPercentage=25", \
            "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/session-service.jar"]
