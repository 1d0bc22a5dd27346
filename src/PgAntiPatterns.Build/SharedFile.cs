using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PgAntiPatterns.Build;

/// <summary>Files that the projects of a solution write in turn, each from a process of its own.</summary>
internal static class SharedFile
{
    private const int Tries = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    /// <summary>True for what goes wrong with files and paths and not with the program.</summary>
    public static bool IsTrouble(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Changes the file while nobody else does; the change is given the text, empty where there is no file, and null leaves the file alone.</summary>
    public static void Change(string path, Func<string, string?> change) => InTurn(path, () =>
    {
        if (change(Read(path)) is { } text)
        {
            Write(path, text);
        }
    });

    /// <summary>The text of a file; empty where there is none.</summary>
    public static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    /// <summary>Does something while nobody else does it to the same path.</summary>
    public static void InTurn(string path, Action action)
    {
        // A lock of the system and no file: two may take a file for theirs while a third one deletes it.
        using var turn = new Mutex(initiallyOwned: false, NameOf(path));
        if (!IsMine(turn))
        {
            throw new IOException($"'{path}' is being written by another build all the time");
        }

        try
        {
            action();
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    /// <summary>Writes a file unless it says the same already.</summary>
    public static void Write(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path).Replace("\r\n", "\n") == text)
        {
            return;
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // Compilers read the file meanwhile: they are to see the old text or the new one.
        var next = path + ".next";
        try
        {
            File.WriteAllText(next, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            Put(next, path);
        }
        finally
        {
            File.Delete(next);
        }
    }

    /// <summary>Puts a file in the place of another one.</summary>
    private static void Put(string next, string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (File.Exists(path))
                {
                    File.Replace(next, path, null);
                }
                else
                {
                    File.Move(next, path);
                }

                return;
            }
            catch (Exception trouble) when (IsTrouble(trouble) && tries < Tries && File.Exists(path))
            {
                // On Windows a file cannot be replaced while a compiler reads it, which takes a moment.
                Thread.Sleep(Moment);
            }
        }
    }

    private static bool IsMine(Mutex turn)
    {
        try
        {
            return turn.WaitOne(Patience);
        }
        catch (AbandonedMutexException)
        {
            // Whoever had it was ended; what it wrote is whole, because files are replaced and not written into.
            return true;
        }
    }

    private static string NameOf(string path)
    {
        using var hash = SHA256.Create();
        return @"Global\PgAntiPatterns-" + string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(Path.GetFullPath(path).ToUpperInvariant())).Take(16).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
