# Sets JAVA_HOME to a JDK of at least the release Madang is written in, wherever this machine keeps
# it; `java` on the PATH may be older. Sourced by ./mvnw; run by itself it prints the folder.
# Looks at JAVA_HOME, the PATH, then the places where systems and tools install JDKs.

madang_java_release=25

madang_jdk_release() { # the major release of the JDK in folder $1, or nothing
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

madang_find_jdk() { (
  set +f
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for jdk in "${JAVA_HOME-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/java* /opt/jdk* /opt/*/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$jdk" ] && [ -d "$jdk" ] || continue
    release=$(madang_jdk_release "$jdk")
    if [ -n "$release" ] && [ "$release" -ge "$madang_java_release" ]; then
      printf '%s\n' "$jdk"
      return 0
    fi
  done
  echo "Madang needs a JDK $madang_java_release: install one (https://adoptium.net) or set JAVA_HOME to it." >&2
  return 1
); }

JAVA_HOME=$(madang_find_jdk) || exit 1
export JAVA_HOME
case $0 in *find-jdk.sh) printf '%s\n' "$JAVA_HOME" ;; esac
