# syntax=docker/dockerfile:1
FROM maven:3-eclipse-temurin-25 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -q -B -DskipTests package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 gatepost && mkdir /data && chown gatepost /data
COPY --from=build /src/local-server/target/gatepost.jar /opt/gatepost.jar
# By this image's own JVM: it can use no other's.
RUN --mount=type=bind,from=build,source=/src/local-server/aot-cache,target=/tmp/aot-cache \
    bash /tmp/aot-cache /opt/gatepost.jar /opt/gatepost.aot
USER gatepost
WORKDIR /data
VOLUME /data
EXPOSE 8080 3000
ENV MESSAGES_STORE=sqlite:/data/gatepost.db
ENTRYPOINT ["java", "-XX:AOTCache=/opt/gatepost.aot", "-XX:MaxRAMPercentage=40", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/gatepost.jar", "--host", "0.0.0.0"]
